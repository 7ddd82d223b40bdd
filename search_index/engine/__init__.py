"""The machinery under the index: segments as arrays, execution, ranking and facets."""
