CREATE TABLE "link_generations" (
	"plan" text NOT NULL,
	"agency" text NOT NULL,
	"generation" integer NOT NULL,
	"revoked_at" timestamptz NOT NULL,
	CONSTRAINT "link_generations_plan_agency_pk" PRIMARY KEY("plan","agency")
);
