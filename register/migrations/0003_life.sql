ALTER TABLE "assignments" ADD COLUMN "waiting_for" jsonb;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "taken_over_from" text;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "passed_to" text;