ALTER TABLE "assignments" ADD COLUMN "extensions" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "extension_asked" jsonb;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "obstacle" jsonb;