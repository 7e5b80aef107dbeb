"""The same bill in the rules engines that others use; each is run by its own interpreter, away from the project's."""
