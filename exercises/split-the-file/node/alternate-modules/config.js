const { DATABASE_URL, MAX_LOANS, PORT } = process.env;

export const config = { databaseUrl: DATABASE_URL, maxLoans: Number(MAX_LOANS), port: Number(PORT || 3000) };
