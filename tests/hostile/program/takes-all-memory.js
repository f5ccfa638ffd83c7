// crashed
const all = [];
for (;;) all.push(Buffer.alloc(1e7, 1));
