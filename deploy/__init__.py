"""What the cluster form (docker-compose.yaml) needs beside the product itself."""
