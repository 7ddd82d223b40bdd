"""How the shipped model is made: from open data and our own lists to the files in `resources/entities`."""
