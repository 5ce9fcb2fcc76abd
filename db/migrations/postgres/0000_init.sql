CREATE TABLE "acceptances" (
	"board_id" text NOT NULL,
	"person_id" text NOT NULL,
	"version" integer NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "acceptances_board_id_person_id_version_pk" PRIMARY KEY("board_id","person_id","version")
);
--> statement-breakpoint
CREATE TABLE "actions" (
	"id" text PRIMARY KEY NOT NULL,
	"board_id" text NOT NULL,
	"case_id" text NOT NULL,
	"batch_id" text,
	"deed" text NOT NULL,
	"state" text NOT NULL,
	"by_id" text,
	"second_id" text,
	"person_id" text,
	"about_kind" text NOT NULL,
	"about_id" text NOT NULL,
	"reason" text NOT NULL,
	"words" text,
	"mend" text,
	"before" text,
	"at" bigint NOT NULL,
	"until" bigint,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "appeals" (
	"id" text PRIMARY KEY NOT NULL,
	"action_id" text NOT NULL,
	"board_id" text NOT NULL,
	"person_id" text,
	"words" text,
	"at" bigint NOT NULL,
	"decided_by_id" text,
	"decided_at" bigint,
	"overturned" boolean,
	"answer" text,
	"alarmed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "blocks" (
	"by_id" text NOT NULL,
	"of_id" text NOT NULL,
	"by_name" text NOT NULL,
	"of_name" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "blocks_by_id_of_id_pk" PRIMARY KEY("by_id","of_id")
);
--> statement-breakpoint
CREATE TABLE "boards" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"welcome" text NOT NULL,
	"languages" jsonb NOT NULL,
	"joining" text NOT NULL,
	"categories" jsonb NOT NULL,
	"lat" double precision NOT NULL,
	"lng" double precision NOT NULL,
	"cell" text NOT NULL,
	"cell_lat" double precision NOT NULL,
	"cell_lng" double precision NOT NULL,
	"area" text,
	"time_zone" text NOT NULL,
	"accept_hours" integer NOT NULL,
	"done_hours" integer NOT NULL,
	"visible" boolean NOT NULL,
	"vouches_wanted" integer,
	"checking" text NOT NULL,
	"demo" boolean NOT NULL,
	"helplines" jsonb,
	"helplines_checked_at" bigint,
	"version" integer NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "browsers" (
	"digest" text NOT NULL,
	"person_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "browsers_digest_person_id_pk" PRIMARY KEY("digest","person_id")
);
--> statement-breakpoint
CREATE TABLE "cards" (
	"id" text PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"person_id" text NOT NULL,
	"made_by_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" text PRIMARY KEY NOT NULL,
	"board_id" text NOT NULL,
	"about_kind" text NOT NULL,
	"about_id" text NOT NULL,
	"person_id" text,
	"kind" text NOT NULL,
	"why" text NOT NULL,
	"state" text NOT NULL,
	"open_key" text,
	"lane" integer NOT NULL,
	"sort_at" bigint NOT NULL,
	"likeness" text NOT NULL,
	"opened_at" bigint NOT NULL,
	"alarmed_at" bigint,
	"lease_by_id" text,
	"lease_ends_at" bigint,
	"closed_at" bigint,
	"sealed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "cells" (
	"cell" text PRIMARY KEY NOT NULL,
	"postcodes" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chains" (
	"board_id" text PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"head" text NOT NULL,
	"kept_seq" integer NOT NULL,
	"kept_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "challenges" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"id" text PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"board_id" text NOT NULL,
	"person_id" text NOT NULL,
	"parts" integer NOT NULL,
	"state" text NOT NULL,
	"tier" integer NOT NULL,
	"held_at" bigint NOT NULL,
	"lease_ends_at" bigint,
	"accepted_at" bigint,
	"ended_at" bigint,
	"reason" text,
	"late_words" text,
	"thanks" text
);
--> statement-breakpoint
CREATE TABLE "concern_readings" (
	"id" text PRIMARY KEY NOT NULL,
	"concern_id" text NOT NULL,
	"board_id" text NOT NULL,
	"reader_id" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "concerns" (
	"id" text PRIMARY KEY NOT NULL,
	"board_id" text NOT NULL,
	"sealed" text NOT NULL,
	"is_urgent" boolean NOT NULL,
	"raised_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"alarmed_at" bigint,
	"looked_at" bigint,
	"closed_at" bigint,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contact_letters" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"what" text NOT NULL,
	"due_at" bigint,
	"at" bigint NOT NULL,
	"sent_at" bigint,
	"send_tries" integer DEFAULT 0 NOT NULL,
	"send_next_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"confirmed_at" bigint NOT NULL,
	"asked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"id" text PRIMARY KEY NOT NULL,
	"board_id" text NOT NULL,
	"by_id" text NOT NULL,
	"body" text NOT NULL,
	"power" text NOT NULL,
	"given" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"board_id" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"post_id" text,
	"person_id" text,
	"other_id" text,
	"about_id" text,
	"note" text,
	"at" bigint NOT NULL,
	"to_notify" boolean NOT NULL,
	CONSTRAINT "events_board_id_seq_pk" PRIMARY KEY("board_id","seq")
);
--> statement-breakpoint
CREATE TABLE "held_offers" (
	"board_id" text NOT NULL,
	"person_id" text NOT NULL,
	"title" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "held_offers_board_id_person_id_pk" PRIMARY KEY("board_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" text NOT NULL,
	"nth" integer NOT NULL,
	"board_id" text NOT NULL,
	"row" integer NOT NULL,
	"post_id" text NOT NULL,
	"same_as" text NOT NULL,
	"kept" jsonb NOT NULL,
	CONSTRAINT "import_rows_import_id_nth_pk" PRIMARY KEY("import_id","nth")
);
--> statement-breakpoint
CREATE TABLE "import_texts" (
	"import_id" text PRIMARY KEY NOT NULL,
	"text" text,
	"preview" jsonb NOT NULL,
	"plan" jsonb
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text PRIMARY KEY NOT NULL,
	"board_id" text NOT NULL,
	"by_id" text NOT NULL,
	"state" text NOT NULL,
	"file_name" text,
	"mapping" jsonb NOT NULL,
	"kind" text,
	"date_order" text,
	"with_duplicates" boolean NOT NULL,
	"posts" integer NOT NULL,
	"made" integer NOT NULL,
	"removed" integer NOT NULL,
	"withdrawn" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"completed_at" bigint,
	"undone_at" bigint
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"board_id" text NOT NULL,
	"digest" text NOT NULL,
	"made_by_id" text NOT NULL,
	"uses_left" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "joinings" (
	"id" text PRIMARY KEY NOT NULL,
	"board_id" text NOT NULL,
	"name" text NOT NULL,
	"contact" text NOT NULL,
	"offer" text,
	"invitation_id" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "keepings" (
	"board_id" text PRIMARY KEY NOT NULL,
	"post_days" integer,
	"message_days" integer,
	"named_person" text,
	"complaints_to" text,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"board_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"asked_by_id" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"accepted_at" bigint,
	CONSTRAINT "leads_board_id_person_id_pk" PRIMARY KEY("board_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"board_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" bigint NOT NULL,
	"type" text NOT NULL,
	"reason" text NOT NULL,
	"refs" text NOT NULL,
	"prev" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ledger_board_id_seq_pk" PRIMARY KEY("board_id","seq")
);
--> statement-breakpoint
CREATE TABLE "ledger_refs" (
	"ref" text PRIMARY KEY NOT NULL,
	"board_id" text NOT NULL,
	"seq" integer NOT NULL,
	"person_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lock_codes" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"digest" text NOT NULL,
	"created_at" bigint NOT NULL,
	"used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "logs" (
	"board_id" text PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "looks" (
	"of_id" text NOT NULL,
	"to_id" text NOT NULL,
	"board_id" text NOT NULL,
	"about_id" text NOT NULL,
	"session_id" text NOT NULL,
	"slot" integer NOT NULL,
	"at" bigint NOT NULL,
	"times" integer NOT NULL,
	"what" jsonb NOT NULL,
	"reason" text,
	CONSTRAINT "looks_of_id_to_id_about_id_session_id_slot_pk" PRIMARY KEY("of_id","to_id","about_id","session_id","slot")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"board_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"state" text NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "members_board_id_person_id_pk" PRIMARY KEY("board_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text PRIMARY KEY NOT NULL,
	"claim_id" text NOT NULL,
	"post_id" text NOT NULL,
	"board_id" text NOT NULL,
	"by_id" text NOT NULL,
	"to_id" text NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"why" text,
	"digest" text NOT NULL,
	"at" bigint NOT NULL,
	"seen_at" bigint
);
--> statement-breakpoint
CREATE TABLE "namings" (
	"board_id" text NOT NULL,
	"person_id" text NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "namings_board_id_person_id_pk" PRIMARY KEY("board_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"board_id" text NOT NULL,
	"what" text NOT NULL,
	"post_id" text,
	"other_id" text,
	"words" text,
	"at" bigint NOT NULL,
	"seen_at" bigint,
	"sent_at" bigint,
	"send_tries" integer NOT NULL,
	"send_next_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"public_key" text NOT NULL,
	"counter" bigint NOT NULL,
	"transports" jsonb NOT NULL,
	"label" text,
	"created_at" bigint NOT NULL,
	"used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "pauses" (
	"board_id" text NOT NULL,
	"person_id" text NOT NULL,
	"until" bigint NOT NULL,
	"at" bigint NOT NULL,
	"action_id" text,
	CONSTRAINT "pauses_board_id_person_id_pk" PRIMARY KEY("board_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"language" text,
	"created_at" bigint NOT NULL,
	"seen_at" bigint,
	"warned_at" bigint,
	"erased_at" bigint
);
--> statement-breakpoint
CREATE TABLE "post_word_lists" (
	"board_id" text NOT NULL,
	"post_id" text NOT NULL,
	"words" jsonb NOT NULL,
	CONSTRAINT "post_word_lists_board_id_post_id_pk" PRIMARY KEY("board_id","post_id")
);
--> statement-breakpoint
CREATE TABLE "post_words" (
	"board_id" text NOT NULL,
	"word" text collate "C" NOT NULL,
	"post_id" text NOT NULL,
	CONSTRAINT "post_words_board_id_word_post_id_pk" PRIMARY KEY("board_id","word","post_id")
);
--> statement-breakpoint
CREATE TABLE "postcodes" (
	"postcode" text PRIMARY KEY NOT NULL,
	"lat" double precision,
	"lng" double precision,
	"terminated_on" text
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" text PRIMARY KEY NOT NULL,
	"board_id" text NOT NULL,
	"author_id" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"details" text,
	"category" text,
	"when_words" text,
	"needed_by" text,
	"unmet_at" bigint,
	"scope" text NOT NULL,
	"parts" integer NOT NULL,
	"taken" integer NOT NULL,
	"finished" integer NOT NULL,
	"standing" boolean NOT NULL,
	"on_behalf" jsonb,
	"private_note" text,
	"address" text,
	"first_ask_id" text,
	"tier" integer,
	"pay_back_pounds" integer,
	"state" text NOT NULL,
	"shelf" text NOT NULL,
	"end_words" text,
	"ask_again_id" text,
	"waiting_since" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"edited_at" bigint,
	"ended_at" bigint,
	"close_at" bigint,
	"version" integer NOT NULL,
	"import_id" text
);
--> statement-breakpoint
CREATE TABLE "public_cells" (
	"cell" text PRIMARY KEY NOT NULL,
	"postcodes" integer NOT NULL,
	"areas" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"claim_id" text PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"by_id" text NOT NULL,
	"total_pence" integer NOT NULL,
	"words" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recoveries" (
	"person_id" text PRIMARY KEY NOT NULL,
	"asked_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_words" (
	"person_id" text NOT NULL,
	"by_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "recovery_words_person_id_by_id_pk" PRIMARY KEY("person_id","by_id")
);
--> statement-breakpoint
CREATE TABLE "removals" (
	"board_id" text NOT NULL,
	"person_id" text NOT NULL,
	"at" bigint NOT NULL,
	"action_id" text,
	CONSTRAINT "removals_board_id_person_id_pk" PRIMARY KEY("board_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "replies" (
	"person_id" text NOT NULL,
	"key" text NOT NULL,
	"payload_hash" text NOT NULL,
	"body" jsonb,
	"at" bigint NOT NULL,
	CONSTRAINT "replies_person_id_key_pk" PRIMARY KEY("person_id","key")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" text PRIMARY KEY NOT NULL,
	"board_id" text NOT NULL,
	"case_id" text NOT NULL,
	"by_id" text,
	"reason" text NOT NULL,
	"words" text,
	"at" bigint NOT NULL,
	"answered_at" bigint,
	"outcome" text,
	"alarmed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "reveals" (
	"claim_id" text NOT NULL,
	"of_id" text NOT NULL,
	"to_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "reveals_claim_id_of_id_pk" PRIMARY KEY("claim_id","of_id")
);
--> statement-breakpoint
CREATE TABLE "rulebooks" (
	"board_id" text NOT NULL,
	"version" integer NOT NULL,
	"words" text NOT NULL,
	"adopted_by_id" text NOT NULL,
	"adopted_at" bigint NOT NULL,
	CONSTRAINT "rulebooks_board_id_version_pk" PRIMARY KEY("board_id","version")
);
--> statement-breakpoint
CREATE TABLE "safety" (
	"board_id" text PRIMARY KEY NOT NULL,
	"money_cap_pounds" integer,
	"deputy_by" bigint,
	"reminded_at" bigint
);
--> statement-breakpoint
CREATE TABLE "sealed_cases" (
	"case_id" text PRIMARY KEY NOT NULL,
	"board_id" text NOT NULL,
	"sealed" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sent_away" (
	"board_id" text NOT NULL,
	"digest" text NOT NULL,
	"by" text NOT NULL,
	"why" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "sent_away_board_id_digest_pk" PRIMARY KEY("board_id","digest")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"label" text,
	"card_id" text,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"strong_until" bigint
);
--> statement-breakpoint
CREATE TABLE "shift_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"board_id" text NOT NULL,
	"by_id" text NOT NULL,
	"kind" text NOT NULL,
	"words" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_codes" (
	"id" text PRIMARY KEY NOT NULL,
	"contact" text NOT NULL,
	"contact_kind" text NOT NULL,
	"tries_left" integer NOT NULL,
	"language" text,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"ended_at" bigint,
	"sent_at" bigint,
	"send_tries" integer DEFAULT 0 NOT NULL,
	"send_next_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standings" (
	"board_id" text NOT NULL,
	"person_id" text NOT NULL,
	"trusted_at" bigint,
	"cleared_at" bigint,
	CONSTRAINT "standings_board_id_person_id_pk" PRIMARY KEY("board_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "ties" (
	"board_id" text NOT NULL,
	"by_id" text NOT NULL,
	"of_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "ties_board_id_by_id_of_id_pk" PRIMARY KEY("board_id","by_id","of_id")
);
--> statement-breakpoint
CREATE TABLE "visit_calls" (
	"board_id" text NOT NULL,
	"helper_id" text NOT NULL,
	"home_id" text NOT NULL,
	"asked_at" bigint NOT NULL,
	CONSTRAINT "visit_calls_board_id_helper_id_home_id_pk" PRIMARY KEY("board_id","helper_id","home_id")
);
--> statement-breakpoint
CREATE TABLE "vouches" (
	"board_id" text NOT NULL,
	"by_id" text NOT NULL,
	"of_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "vouches_board_id_of_id_by_id_pk" PRIMARY KEY("board_id","of_id","by_id")
);
--> statement-breakpoint
CREATE TABLE "waiting_contacts" (
	"person_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"due_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wording_agreements" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"post_id" text NOT NULL,
	"words" text NOT NULL,
	"how" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_action_id_actions_id_fk" FOREIGN KEY ("action_id") REFERENCES "public"."actions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concern_readings" ADD CONSTRAINT "concern_readings_concern_id_concerns_id_fk" FOREIGN KEY ("concern_id") REFERENCES "public"."concerns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_letters" ADD CONSTRAINT "contact_letters_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_offers" ADD CONSTRAINT "held_offers_board_id_boards_id_fk" FOREIGN KEY ("board_id") REFERENCES "public"."boards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_texts" ADD CONSTRAINT "import_texts_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_board_id_boards_id_fk" FOREIGN KEY ("board_id") REFERENCES "public"."boards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lock_codes" ADD CONSTRAINT "lock_codes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_board_id_boards_id_fk" FOREIGN KEY ("board_id") REFERENCES "public"."boards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_contacts" ADD CONSTRAINT "waiting_contacts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "acceptances_person" ON "acceptances" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "actions_case" ON "actions" USING btree ("case_id","at");--> statement-breakpoint
CREATE INDEX "actions_person" ON "actions" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "actions_board" ON "actions" USING btree ("board_id","at");--> statement-breakpoint
CREATE INDEX "actions_batch" ON "actions" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "actions_by" ON "actions" USING btree ("by_id","at");--> statement-breakpoint
CREATE INDEX "actions_until" ON "actions" USING btree ("state","until");--> statement-breakpoint
CREATE UNIQUE INDEX "appeals_action" ON "appeals" USING btree ("action_id");--> statement-breakpoint
CREATE INDEX "appeals_board" ON "appeals" USING btree ("board_id","decided_at");--> statement-breakpoint
CREATE INDEX "appeals_open" ON "appeals" USING btree ("decided_at","at");--> statement-breakpoint
CREATE INDEX "blocks_of" ON "blocks" USING btree ("of_id","by_id");--> statement-breakpoint
CREATE INDEX "boards_place" ON "boards" USING btree ("cell_lat","cell_lng");--> statement-breakpoint
CREATE INDEX "browsers_person" ON "browsers" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "browsers_at" ON "browsers" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "cards_digest" ON "cards" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "cards_person" ON "cards" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "cards_maker" ON "cards" USING btree ("made_by_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_open" ON "cases" USING btree ("open_key");--> statement-breakpoint
CREATE INDEX "cases_queue" ON "cases" USING btree ("board_id","state","lane","sort_at","likeness","id");--> statement-breakpoint
CREATE INDEX "cases_alike" ON "cases" USING btree ("board_id","likeness","state");--> statement-breakpoint
CREATE INDEX "cases_person" ON "cases" USING btree ("person_id","state");--> statement-breakpoint
CREATE INDEX "cases_state" ON "cases" USING btree ("state","opened_at");--> statement-breakpoint
CREATE INDEX "cases_closed" ON "cases" USING btree ("closed_at") WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX "claims_post" ON "claims" USING btree ("post_id","state");--> statement-breakpoint
CREATE INDEX "claims_ended" ON "claims" USING btree ("board_id","ended_at") WHERE ended_at is not null;--> statement-breakpoint
CREATE INDEX "claims_person" ON "claims" USING btree ("person_id","board_id","state");--> statement-breakpoint
CREATE INDEX "claims_lease" ON "claims" USING btree ("lease_ends_at");--> statement-breakpoint
CREATE INDEX "claims_done" ON "claims" USING btree ("ended_at") WHERE state = 'done';--> statement-breakpoint
CREATE INDEX "claims_worded" ON "claims" USING btree ("ended_at") WHERE reason is not null or late_words is not null or thanks is not null;--> statement-breakpoint
CREATE INDEX "concern_readings_concern" ON "concern_readings" USING btree ("concern_id","at");--> statement-breakpoint
CREATE INDEX "concerns_board" ON "concerns" USING btree ("board_id","raised_at");--> statement-breakpoint
CREATE INDEX "concerns_due" ON "concerns" USING btree ("looked_at","due_at");--> statement-breakpoint
CREATE INDEX "concerns_closed" ON "concerns" USING btree ("closed_at");--> statement-breakpoint
CREATE INDEX "contact_letters_person" ON "contact_letters" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "contact_letters_unsent" ON "contact_letters" USING btree ("sent_at","send_next_at");--> statement-breakpoint
CREATE INDEX "contact_letters_at" ON "contact_letters" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_value" ON "contacts" USING btree ("value");--> statement-breakpoint
CREATE INDEX "contacts_person" ON "contacts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "contacts_unused" ON "contacts" USING btree ("confirmed_at") WHERE asked_at is null;--> statement-breakpoint
CREATE INDEX "disclosures_board" ON "disclosures" USING btree ("board_id","at");--> statement-breakpoint
CREATE INDEX "events_of_post" ON "events" USING btree ("post_id","seq") WHERE post_id is not null;--> statement-breakpoint
CREATE INDEX "events_by" ON "events" USING btree ("person_id","at") WHERE person_id is not null;--> statement-breakpoint
CREATE INDEX "events_to_notify" ON "events" USING btree ("to_notify","at");--> statement-breakpoint
CREATE INDEX "import_rows_post" ON "import_rows" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "import_rows_board" ON "import_rows" USING btree ("board_id");--> statement-breakpoint
CREATE INDEX "imports_board" ON "imports" USING btree ("board_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_digest" ON "invitations" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "invitations_board" ON "invitations" USING btree ("board_id");--> statement-breakpoint
CREATE INDEX "invitations_maker" ON "invitations" USING btree ("made_by_id");--> statement-breakpoint
CREATE INDEX "joinings_contact" ON "joinings" USING btree ("contact");--> statement-breakpoint
CREATE INDEX "joinings_created" ON "joinings" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "leads_person" ON "leads" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "ledger_refs_person" ON "ledger_refs" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "lock_codes_digest" ON "lock_codes" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "lock_codes_person" ON "lock_codes" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "looks_to" ON "looks" USING btree ("to_id","at");--> statement-breakpoint
CREATE INDEX "looks_at" ON "looks" USING btree ("at");--> statement-breakpoint
CREATE INDEX "members_person" ON "members" USING btree ("person_id","state");--> statement-breakpoint
CREATE INDEX "members_since" ON "members" USING btree ("board_id","since","person_id");--> statement-breakpoint
CREATE INDEX "messages_claim" ON "messages" USING btree ("claim_id","at","id");--> statement-breakpoint
CREATE INDEX "messages_unseen" ON "messages" USING btree ("to_id","seen_at");--> statement-breakpoint
CREATE INDEX "messages_same" ON "messages" USING btree ("by_id","digest","at");--> statement-breakpoint
CREATE INDEX "messages_at" ON "messages" USING btree ("at");--> statement-breakpoint
CREATE INDEX "messages_post" ON "messages" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "namings_person" ON "namings" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "notices_person" ON "notices" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "notices_at" ON "notices" USING btree ("at");--> statement-breakpoint
CREATE INDEX "notices_other" ON "notices" USING btree ("other_id");--> statement-breakpoint
CREATE INDEX "notices_post" ON "notices" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "notices_unsent" ON "notices" USING btree ("sent_at","send_next_at");--> statement-breakpoint
CREATE INDEX "passkeys_person" ON "passkeys" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "people_seen" ON "people" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "postcodes_place" ON "postcodes" USING btree ("lat","lng");--> statement-breakpoint
CREATE INDEX "posts_waiting" ON "posts" USING btree ("board_id","shelf","waiting_since","id");--> statement-breakpoint
CREATE INDEX "posts_waiting_kind" ON "posts" USING btree ("board_id","shelf","kind","waiting_since","id");--> statement-breakpoint
CREATE INDEX "posts_counted" ON "posts" USING btree ("board_id","state","kind","waiting_since");--> statement-breakpoint
CREATE INDEX "posts_author" ON "posts" USING btree ("author_id","shelf");--> statement-breakpoint
CREATE INDEX "posts_unmet" ON "posts" USING btree ("unmet_at") WHERE unmet_at is not null;--> statement-breakpoint
CREATE INDEX "posts_close" ON "posts" USING btree ("close_at") WHERE close_at is not null;--> statement-breakpoint
CREATE INDEX "posts_import" ON "posts" USING btree ("import_id") WHERE import_id is not null;--> statement-breakpoint
CREATE INDEX "posts_again" ON "posts" USING btree ("ask_again_id") WHERE ask_again_id is not null;--> statement-breakpoint
CREATE INDEX "posts_worded" ON "posts" USING btree ("ended_at") WHERE ended_at is not null and (title <> 'Words no longer kept' or details is not null);--> statement-breakpoint
CREATE INDEX "posts_noted" ON "posts" USING btree ("ended_at") WHERE ended_at is not null and (private_note is not null or address is not null);--> statement-breakpoint
CREATE INDEX "receipts_post" ON "receipts" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "receipts_by" ON "receipts" USING btree ("by_id");--> statement-breakpoint
CREATE INDEX "receipts_at" ON "receipts" USING btree ("at");--> statement-breakpoint
CREATE INDEX "recoveries_asked" ON "recoveries" USING btree ("asked_at");--> statement-breakpoint
CREATE INDEX "recovery_words_by" ON "recovery_words" USING btree ("by_id");--> statement-breakpoint
CREATE INDEX "replies_at" ON "replies" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_once" ON "reports" USING btree ("case_id","by_id");--> statement-breakpoint
CREATE INDEX "reports_by" ON "reports" USING btree ("by_id","at");--> statement-breakpoint
CREATE INDEX "reports_board" ON "reports" USING btree ("board_id","at");--> statement-breakpoint
CREATE INDEX "reports_open" ON "reports" USING btree ("answered_at","at");--> statement-breakpoint
CREATE INDEX "reveals_of" ON "reveals" USING btree ("of_id");--> statement-breakpoint
CREATE INDEX "reveals_to" ON "reveals" USING btree ("to_id");--> statement-breakpoint
CREATE INDEX "reveals_at" ON "reveals" USING btree ("at");--> statement-breakpoint
CREATE INDEX "sealed_cases_at" ON "sealed_cases" USING btree ("at");--> statement-breakpoint
CREATE INDEX "sent_away_digest" ON "sent_away" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "sent_away_at" ON "sent_away" USING btree ("at");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sessions_expires" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "shift_notes_board" ON "shift_notes" USING btree ("board_id","at");--> statement-breakpoint
CREATE INDEX "sign_in_codes_contact" ON "sign_in_codes" USING btree ("contact","created_at");--> statement-breakpoint
CREATE INDEX "sign_in_codes_unsent" ON "sign_in_codes" USING btree ("sent_at","send_next_at");--> statement-breakpoint
CREATE INDEX "sign_in_codes_created" ON "sign_in_codes" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "ties_of" ON "ties" USING btree ("of_id");--> statement-breakpoint
CREATE INDEX "visit_calls_home" ON "visit_calls" USING btree ("home_id");--> statement-breakpoint
CREATE INDEX "visit_calls_helper" ON "visit_calls" USING btree ("helper_id");--> statement-breakpoint
CREATE INDEX "vouches_by" ON "vouches" USING btree ("board_id","by_id");--> statement-breakpoint
CREATE INDEX "waiting_contacts_due" ON "waiting_contacts" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "wording_agreements_person" ON "wording_agreements" USING btree ("person_id");