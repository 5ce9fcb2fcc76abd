CREATE TABLE `import_rows` (
	`import_id` text NOT NULL,
	`nth` integer NOT NULL,
	`board_id` text NOT NULL,
	`row` integer NOT NULL,
	`post_id` text NOT NULL,
	`same_as` text NOT NULL,
	`kept` text NOT NULL,
	PRIMARY KEY(`import_id`, `nth`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `import_rows_post` ON `import_rows` (`post_id`);--> statement-breakpoint
CREATE INDEX `import_rows_board` ON `import_rows` (`board_id`);--> statement-breakpoint
CREATE TABLE `import_texts` (
	`import_id` text PRIMARY KEY NOT NULL,
	`text` text,
	`preview` text NOT NULL,
	`plan` text,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`board_id` text NOT NULL,
	`by_id` text NOT NULL,
	`state` text NOT NULL,
	`file_name` text,
	`mapping` text NOT NULL,
	`kind` text,
	`date_order` text,
	`with_duplicates` integer NOT NULL,
	`posts` integer NOT NULL,
	`made` integer NOT NULL,
	`removed` integer NOT NULL,
	`withdrawn` integer NOT NULL,
	`created_at` integer NOT NULL,
	`completed_at` integer,
	`undone_at` integer
);
--> statement-breakpoint
CREATE INDEX `imports_board` ON `imports` (`board_id`,`created_at`);