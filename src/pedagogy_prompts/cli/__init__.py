"""What people work at: the command line, and the page for teachers; what is named is read, what is found is shown."""
