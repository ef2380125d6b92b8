"""Who uses the benched bots, and what they want to do each day."""

PEOPLE = 250
TAPPING = 64
TITLES = ("Drink water", "Read ten pages", "Walk", "Practise the cello", "Call a friend")
