const { NotFound } = require("../errors");

module.exports = function bookService(repository) {
  return {
    list: (author) => (author ? repository.byAuthor(author) : repository.all()),

    async show(id) {
      const book = await repository.find(id);
      if (!book) throw new NotFound("no such book");
      return book;
    },

    add: (book) => repository.add(book),
  };
};
