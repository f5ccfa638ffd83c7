const { Conflict, NotFound } = require("../errors");

module.exports = function loanService(repository, maxLoans) {
  return {
    ofReader: (reader) => repository.ofReader(reader),

    async lend(reader, books) {
      const open = await repository.countOf(reader);
      if (open + books.length > maxLoans) throw new Conflict(`a reader may have ${maxLoans} books at once`);

      return repository.addAll(reader, books);
    },

    async giveBack(id) {
      if (!(await repository.remove(id))) throw new NotFound("no such loan");
    },
  };
};
