import { defineConfig } from 'drizzle-kit';

/** Only for `drizzle-kit generate`: migrations are applied by `register/migrate-register.ts`. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './register/schema.ts',
  out: './register/migrations',
});
