def main() -> None:
    name = input().strip()
    next_age = int(input()) + 1
    print("Hi %s, next year you will be %d." % (name, next_age))


if __name__ == "__main__":
    main()
