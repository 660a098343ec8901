"""What a person looks at: what the tutor will do, what holds in a state, what changed, what a name means."""
