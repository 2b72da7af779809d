"""What several calculators use: models to choose from, inputs, rows of results, charts."""
