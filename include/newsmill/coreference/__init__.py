"""Which events of the articles of a day are the same act, told by several newsrooms."""
