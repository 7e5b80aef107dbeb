"""What is checked, one matter a file; each adds all its findings and stops at none."""
