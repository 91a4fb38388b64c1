"""Who and what an article names: aliases, places, titles, sectors, and the entities they make."""
