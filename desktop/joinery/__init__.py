"""What several verbs share: where the library's rows, the index and the crafts are joined."""
