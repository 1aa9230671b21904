CREATE TABLE "assignments" (
	"plan" text NOT NULL,
	"task" text NOT NULL,
	"period" text NOT NULL,
	"agency" text NOT NULL,
	"workflow_id" text NOT NULL,
	"progress" text NOT NULL,
	"timeliness" text,
	"cycle" text NOT NULL,
	"phrase" text,
	"opens_at" text NOT NULL,
	"last_day" text,
	"original_last_day" text,
	"cutoff" text,
	"deadline_version" integer NOT NULL,
	"reviewer" text,
	"acknowledged_at" text,
	"submitted_at" text,
	"accepted_at" text,
	"returned_at" text,
	"return_reason" text,
	"told" integer NOT NULL,
	"lines" text[] NOT NULL,
	"updated_at" text NOT NULL,
	CONSTRAINT "assignments_plan_task_period_agency_pk" PRIMARY KEY("plan","task","period","agency")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"workflow_id" text NOT NULL,
	"n" integer NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"agency" text,
	"actor" text,
	"at" text NOT NULL,
	"request_id" text,
	"answer" jsonb,
	"data" jsonb,
	"recorded_at" text NOT NULL,
	"prev" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "events_workflow_id_n_pk" PRIMARY KEY("workflow_id","n")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"workflow_id" text NOT NULL,
	"event_n" integer NOT NULL,
	"position" integer NOT NULL,
	"request_id" text,
	"plan" text NOT NULL,
	"task" text NOT NULL,
	"period" text NOT NULL,
	"agency" text,
	"sha256" text NOT NULL,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"submitted_at" text NOT NULL,
	CONSTRAINT "evidence_workflow_id_event_n_position_pk" PRIMARY KEY("workflow_id","event_n","position")
);
--> statement-breakpoint
CREATE TABLE "mail_attempts" (
	"mail_id" bigint NOT NULL,
	"attempt" integer NOT NULL,
	"began_at" timestamptz NOT NULL,
	"ended_at" timestamptz,
	"outcome" text,
	"response" text,
	"rejected" text[],
	CONSTRAINT "mail_attempts_mail_id_attempt_pk" PRIMARY KEY("mail_id","attempt")
);
--> statement-breakpoint
CREATE TABLE "mail_wake" (
	"id" integer PRIMARY KEY NOT NULL,
	"raised" integer NOT NULL,
	CONSTRAINT "mail_wake_single_row" CHECK ("mail_wake"."id" = 1),
	CONSTRAINT "mail_wake_raised" CHECK ("mail_wake"."raised" in (0, 1))
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"mail_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mails_mail_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mail_key" text NOT NULL,
	"kind" text NOT NULL,
	"plan" text NOT NULL,
	"to_agency" text NOT NULL,
	"leaves" text NOT NULL,
	"leaves_at" timestamptz NOT NULL,
	"composed_at" timestamptz NOT NULL,
	"state" text NOT NULL,
	"subject" text,
	"html" text,
	"text" text,
	"addresses" text[],
	"message_id" text,
	"attempts" integer NOT NULL,
	"doubts" integer NOT NULL,
	"sending_since" timestamptz,
	"next_attempt_at" timestamptz,
	"changed_at" timestamptz NOT NULL,
	"response" text,
	CONSTRAINT "mails_mail_key" UNIQUE("mail_key")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"key" text PRIMARY KEY NOT NULL,
	"workflow_id" text NOT NULL,
	"seq" integer NOT NULL,
	"plan" text NOT NULL,
	"version" integer NOT NULL,
	"task" text NOT NULL,
	"period" text NOT NULL,
	"at" text NOT NULL,
	"agency" text,
	"to_agency" text NOT NULL,
	"role" text NOT NULL,
	"kind" text NOT NULL,
	"step" integer NOT NULL,
	"last_day" text NOT NULL,
	"deadline_version" integer NOT NULL,
	"state" text NOT NULL,
	"leaves" text NOT NULL,
	"data" jsonb,
	"told_at" text NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"leaves_at" timestamptz,
	"mail_group" text NOT NULL,
	"mail_id" bigint
);
--> statement-breakpoint
CREATE TABLE "plan_versions" (
	"plan" text NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"definition" jsonb NOT NULL,
	"directory" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	CONSTRAINT "plan_versions_plan_version_pk" PRIMARY KEY("plan","version")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"plan" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"shift_ms" bigint NOT NULL,
	"tracking_from" text NOT NULL,
	"include_past" boolean NOT NULL,
	"announce_at_once" boolean NOT NULL,
	"started_at" text NOT NULL,
	"status" text NOT NULL,
	"closed_at" text
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"request_id" text PRIMARY KEY NOT NULL,
	"workflow_id" text NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"agency" text,
	"at" text NOT NULL,
	"answer" jsonb
);
--> statement-breakpoint
CREATE TABLE "workflows" (
	"workflow_id" text PRIMARY KEY NOT NULL,
	"plan" text NOT NULL,
	"version" integer NOT NULL,
	"task" text NOT NULL,
	"period" text NOT NULL,
	"part" integer,
	"seq" integer NOT NULL,
	"head" text NOT NULL,
	"event_count" integer NOT NULL,
	"next_wake_at" timestamptz,
	"status" text NOT NULL,
	"recorded_at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_workflow_id_workflows_workflow_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("workflow_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_workflow_id_workflows_workflow_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("workflow_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_workflow_id_workflows_workflow_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("workflow_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_attempts" ADD CONSTRAINT "mail_attempts_mail_id_mails_mail_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."mails"("mail_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_workflow_id_workflows_workflow_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("workflow_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_mail_id_mails_mail_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."mails"("mail_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_workflow_id_workflows_workflow_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("workflow_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assignments_by_agency" ON "assignments" USING btree ("plan","agency");--> statement-breakpoint
CREATE INDEX "assignments_by_workflow" ON "assignments" USING btree ("workflow_id");--> statement-breakpoint
CREATE INDEX "evidence_by_period" ON "evidence" USING btree ("plan","task","period");--> statement-breakpoint
CREATE INDEX "evidence_by_sha256" ON "evidence" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "mails_by_agency" ON "mails" USING btree ("to_agency","leaves_at");--> statement-breakpoint
CREATE INDEX "mails_by_morning" ON "mails" USING btree ("plan","to_agency","kind","leaves_at");--> statement-breakpoint
CREATE INDEX "mails_unfinished" ON "mails" USING btree ("state") WHERE "mails"."state" in ('pending', 'sending', 'deferred', 'unknown');--> statement-breakpoint
CREATE INDEX "notices_owed" ON "notices" USING btree ("leaves_at") WHERE "notices"."state" = 'owed';--> statement-breakpoint
CREATE INDEX "notices_owed_by_group" ON "notices" USING btree ("mail_group") WHERE "notices"."state" = 'owed';--> statement-breakpoint
CREATE INDEX "notices_by_period" ON "notices" USING btree ("plan","task","period");--> statement-breakpoint
CREATE INDEX "notices_by_mail" ON "notices" USING btree ("mail_id");--> statement-breakpoint
CREATE INDEX "requests_by_workflow" ON "requests" USING btree ("workflow_id","seq");--> statement-breakpoint
CREATE INDEX "workflows_by_period" ON "workflows" USING btree ("plan","task","period");--> statement-breakpoint
CREATE INDEX "workflows_awaited" ON "workflows" USING btree ("plan","next_wake_at") WHERE "workflows"."status" = 'running';