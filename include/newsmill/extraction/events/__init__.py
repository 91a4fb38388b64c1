"""What an article says was done: acts, their parties, modality, date and place."""
