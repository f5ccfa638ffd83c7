import sys

# create --name NAME --email EMAIL: stores a user in users.json, and prints the id.
print(sys.argv[1:])
