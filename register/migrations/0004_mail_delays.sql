CREATE TABLE "mail_delays" (
	"addresses" text PRIMARY KEY NOT NULL,
	"delays" integer NOT NULL,
	"until" timestamptz NOT NULL,
	"since" timestamptz NOT NULL,
	"response" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "undelivered" (
	"undelivered_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "undelivered_undelivered_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mail_id" bigint NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"report_to" text,
	"leaves_at" timestamptz,
	"reported_in" bigint,
	"retried_at" timestamptz
);
--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "waiting_since" timestamptz;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "waits_for" text;--> statement-breakpoint
ALTER TABLE "undelivered" ADD CONSTRAINT "undelivered_mail_id_mails_mail_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."mails"("mail_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "undelivered" ADD CONSTRAINT "undelivered_reported_in_mails_mail_id_fk" FOREIGN KEY ("reported_in") REFERENCES "public"."mails"("mail_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "undelivered_owed" ON "undelivered" USING btree ("leaves_at") WHERE "undelivered"."reported_in" is null and "undelivered"."retried_at" is null and "undelivered"."leaves_at" is not null;--> statement-breakpoint
CREATE INDEX "undelivered_by_mail" ON "undelivered" USING btree ("mail_id");--> statement-breakpoint
CREATE INDEX "undelivered_by_report" ON "undelivered" USING btree ("reported_in");--> statement-breakpoint
CREATE INDEX "mails_waiting" ON "mails" USING btree ("waits_for") WHERE "mails"."waits_for" is not null;--> statement-breakpoint
UPDATE "mails" SET "waiting_since" = (SELECT min("began_at") FROM "mail_attempts" WHERE "mail_attempts"."mail_id" = "mails"."mail_id") WHERE "state" IN ('sending', 'deferred', 'unknown');
