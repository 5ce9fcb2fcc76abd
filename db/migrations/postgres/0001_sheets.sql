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
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_texts" ADD CONSTRAINT "import_texts_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_rows_post" ON "import_rows" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "import_rows_board" ON "import_rows" USING btree ("board_id");--> statement-breakpoint
CREATE INDEX "imports_board" ON "imports" USING btree ("board_id","created_at");