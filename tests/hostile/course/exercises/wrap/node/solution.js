exports.wrap = (items) => ({ items: [...items] });
