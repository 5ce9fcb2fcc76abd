CREATE TABLE `acceptances` (
	`board_id` text NOT NULL,
	`person_id` text NOT NULL,
	`version` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`board_id`, `person_id`, `version`)
);
--> statement-breakpoint
CREATE INDEX `acceptances_person` ON `acceptances` (`person_id`);--> statement-breakpoint
CREATE TABLE `actions` (
	`id` text PRIMARY KEY NOT NULL,
	`board_id` text NOT NULL,
	`case_id` text NOT NULL,
	`batch_id` text,
	`deed` text NOT NULL,
	`state` text NOT NULL,
	`by_id` text,
	`second_id` text,
	`person_id` text,
	`about_kind` text NOT NULL,
	`about_id` text NOT NULL,
	`reason` text NOT NULL,
	`words` text,
	`mend` text,
	`before` text,
	`at` integer NOT NULL,
	`until` integer,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `actions_case` ON `actions` (`case_id`,`at`);--> statement-breakpoint
CREATE INDEX `actions_person` ON `actions` (`person_id`,`at`);--> statement-breakpoint
CREATE INDEX `actions_board` ON `actions` (`board_id`,`at`);--> statement-breakpoint
CREATE INDEX `actions_batch` ON `actions` (`batch_id`);--> statement-breakpoint
CREATE INDEX `actions_by` ON `actions` (`by_id`,`at`);--> statement-breakpoint
CREATE INDEX `actions_until` ON `actions` (`state`,`until`);--> statement-breakpoint
CREATE TABLE `appeals` (
	`id` text PRIMARY KEY NOT NULL,
	`action_id` text NOT NULL,
	`board_id` text NOT NULL,
	`person_id` text,
	`words` text,
	`at` integer NOT NULL,
	`decided_by_id` text,
	`decided_at` integer,
	`overturned` integer,
	`answer` text,
	`alarmed_at` integer,
	FOREIGN KEY (`action_id`) REFERENCES `actions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appeals_action` ON `appeals` (`action_id`);--> statement-breakpoint
CREATE INDEX `appeals_board` ON `appeals` (`board_id`,`decided_at`);--> statement-breakpoint
CREATE INDEX `appeals_open` ON `appeals` (`decided_at`,`at`);--> statement-breakpoint
CREATE TABLE `blocks` (
	`by_id` text NOT NULL,
	`of_id` text NOT NULL,
	`by_name` text NOT NULL,
	`of_name` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`by_id`, `of_id`)
);
--> statement-breakpoint
CREATE INDEX `blocks_of` ON `blocks` (`of_id`,`by_id`);--> statement-breakpoint
CREATE TABLE `boards` (
	`number` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`welcome` text NOT NULL,
	`languages` text NOT NULL,
	`joining` text NOT NULL,
	`categories` text NOT NULL,
	`lat` real NOT NULL,
	`lng` real NOT NULL,
	`cell` text NOT NULL,
	`cell_lat` real NOT NULL,
	`cell_lng` real NOT NULL,
	`area` text,
	`time_zone` text NOT NULL,
	`accept_hours` integer NOT NULL,
	`done_hours` integer NOT NULL,
	`visible` integer NOT NULL,
	`vouches_wanted` integer,
	`checking` text NOT NULL,
	`demo` integer NOT NULL,
	`helplines` text,
	`helplines_checked_at` integer,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `boards_id_unique` ON `boards` (`id`);--> statement-breakpoint
CREATE INDEX `boards_place` ON `boards` (`cell_lat`,`cell_lng`);--> statement-breakpoint
CREATE TABLE `browsers` (
	`digest` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`digest`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `browsers_person` ON `browsers` (`person_id`);--> statement-breakpoint
CREATE INDEX `browsers_at` ON `browsers` (`at`);--> statement-breakpoint
CREATE TABLE `cards` (
	`id` text PRIMARY KEY NOT NULL,
	`digest` text NOT NULL,
	`person_id` text NOT NULL,
	`made_by_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cards_digest` ON `cards` (`digest`);--> statement-breakpoint
CREATE INDEX `cards_person` ON `cards` (`person_id`);--> statement-breakpoint
CREATE INDEX `cards_maker` ON `cards` (`made_by_id`);--> statement-breakpoint
CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`board_id` text NOT NULL,
	`about_kind` text NOT NULL,
	`about_id` text NOT NULL,
	`person_id` text,
	`kind` text NOT NULL,
	`why` text NOT NULL,
	`state` text NOT NULL,
	`open_key` text,
	`lane` integer NOT NULL,
	`sort_at` integer NOT NULL,
	`likeness` text NOT NULL,
	`opened_at` integer NOT NULL,
	`alarmed_at` integer,
	`lease_by_id` text,
	`lease_ends_at` integer,
	`closed_at` integer,
	`sealed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_open` ON `cases` (`open_key`);--> statement-breakpoint
CREATE INDEX `cases_queue` ON `cases` (`board_id`,`state`,`lane`,`sort_at`,`likeness`,`id`);--> statement-breakpoint
CREATE INDEX `cases_alike` ON `cases` (`board_id`,`likeness`,`state`);--> statement-breakpoint
CREATE INDEX `cases_person` ON `cases` (`person_id`,`state`);--> statement-breakpoint
CREATE INDEX `cases_state` ON `cases` (`state`,`opened_at`);--> statement-breakpoint
CREATE INDEX `cases_closed` ON `cases` (`closed_at`) WHERE closed_at is not null;--> statement-breakpoint
CREATE TABLE `cells` (
	`cell` text PRIMARY KEY NOT NULL,
	`postcodes` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `chains` (
	`board_id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`head` text NOT NULL,
	`kept_seq` integer NOT NULL,
	`kept_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `challenges` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `claims` (
	`id` text PRIMARY KEY NOT NULL,
	`post_id` text NOT NULL,
	`board_id` text NOT NULL,
	`person_id` text NOT NULL,
	`parts` integer NOT NULL,
	`state` text NOT NULL,
	`tier` integer NOT NULL,
	`held_at` integer NOT NULL,
	`lease_ends_at` integer,
	`accepted_at` integer,
	`ended_at` integer,
	`reason` text,
	`late_words` text,
	`thanks` text,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `claims_post` ON `claims` (`post_id`,`state`);--> statement-breakpoint
CREATE INDEX `claims_ended` ON `claims` (`board_id`,`ended_at`) WHERE ended_at is not null;--> statement-breakpoint
CREATE INDEX `claims_person` ON `claims` (`person_id`,`board_id`,`state`);--> statement-breakpoint
CREATE INDEX `claims_lease` ON `claims` (`lease_ends_at`);--> statement-breakpoint
CREATE INDEX `claims_done` ON `claims` (`ended_at`) WHERE state = 'done';--> statement-breakpoint
CREATE INDEX `claims_worded` ON `claims` (`ended_at`) WHERE reason is not null or late_words is not null or thanks is not null;--> statement-breakpoint
CREATE TABLE `concern_readings` (
	`id` text PRIMARY KEY NOT NULL,
	`concern_id` text NOT NULL,
	`board_id` text NOT NULL,
	`reader_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`concern_id`) REFERENCES `concerns`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `concern_readings_concern` ON `concern_readings` (`concern_id`,`at`);--> statement-breakpoint
CREATE TABLE `concerns` (
	`id` text PRIMARY KEY NOT NULL,
	`board_id` text NOT NULL,
	`sealed` text NOT NULL,
	`is_urgent` integer NOT NULL,
	`raised_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`alarmed_at` integer,
	`looked_at` integer,
	`closed_at` integer,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `concerns_board` ON `concerns` (`board_id`,`raised_at`);--> statement-breakpoint
CREATE INDEX `concerns_due` ON `concerns` (`looked_at`,`due_at`);--> statement-breakpoint
CREATE INDEX `concerns_closed` ON `concerns` (`closed_at`);--> statement-breakpoint
CREATE TABLE `contact_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`what` text NOT NULL,
	`due_at` integer,
	`at` integer NOT NULL,
	`sent_at` integer,
	`send_tries` integer DEFAULT 0 NOT NULL,
	`send_next_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `contact_letters_person` ON `contact_letters` (`person_id`);--> statement-breakpoint
CREATE INDEX `contact_letters_unsent` ON `contact_letters` (`sent_at`,`send_next_at`);--> statement-breakpoint
CREATE INDEX `contact_letters_at` ON `contact_letters` (`at`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`confirmed_at` integer NOT NULL,
	`asked_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contacts_value` ON `contacts` (`value`);--> statement-breakpoint
CREATE INDEX `contacts_person` ON `contacts` (`person_id`);--> statement-breakpoint
CREATE INDEX `contacts_unused` ON `contacts` (`confirmed_at`) WHERE asked_at is null;--> statement-breakpoint
CREATE TABLE `disclosures` (
	`id` text PRIMARY KEY NOT NULL,
	`board_id` text NOT NULL,
	`by_id` text NOT NULL,
	`body` text NOT NULL,
	`power` text NOT NULL,
	`given` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `disclosures_board` ON `disclosures` (`board_id`,`at`);--> statement-breakpoint
CREATE TABLE `events` (
	`board_id` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`post_id` text,
	`person_id` text,
	`other_id` text,
	`about_id` text,
	`note` text,
	`at` integer NOT NULL,
	`to_notify` integer NOT NULL,
	PRIMARY KEY(`board_id`, `seq`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `events_of_post` ON `events` (`post_id`,`seq`) WHERE post_id is not null;--> statement-breakpoint
CREATE INDEX `events_by` ON `events` (`person_id`,`at`) WHERE person_id is not null;--> statement-breakpoint
CREATE INDEX `events_to_notify` ON `events` (`to_notify`,`at`);--> statement-breakpoint
CREATE TABLE `held_offers` (
	`board_id` text NOT NULL,
	`person_id` text NOT NULL,
	`title` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`board_id`, `person_id`),
	FOREIGN KEY (`board_id`) REFERENCES `boards`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
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
CREATE INDEX `imports_board` ON `imports` (`board_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`board_id` text NOT NULL,
	`digest` text NOT NULL,
	`made_by_id` text NOT NULL,
	`uses_left` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`board_id`) REFERENCES `boards`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_digest` ON `invitations` (`digest`);--> statement-breakpoint
CREATE INDEX `invitations_board` ON `invitations` (`board_id`);--> statement-breakpoint
CREATE INDEX `invitations_maker` ON `invitations` (`made_by_id`);--> statement-breakpoint
CREATE TABLE `joinings` (
	`id` text PRIMARY KEY NOT NULL,
	`board_id` text NOT NULL,
	`name` text NOT NULL,
	`contact` text NOT NULL,
	`offer` text,
	`invitation_id` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `joinings_contact` ON `joinings` (`contact`);--> statement-breakpoint
CREATE INDEX `joinings_created` ON `joinings` (`created_at`);--> statement-breakpoint
CREATE TABLE `keepings` (
	`board_id` text PRIMARY KEY NOT NULL,
	`post_days` integer,
	`message_days` integer,
	`named_person` text,
	`complaints_to` text,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `leads` (
	`board_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`asked_by_id` text NOT NULL,
	`asked_at` integer NOT NULL,
	`accepted_at` integer,
	PRIMARY KEY(`board_id`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `leads_person` ON `leads` (`person_id`);--> statement-breakpoint
CREATE TABLE `ledger` (
	`board_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`type` text NOT NULL,
	`reason` text NOT NULL,
	`refs` text NOT NULL,
	`prev` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`board_id`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `ledger_refs` (
	`ref` text PRIMARY KEY NOT NULL,
	`board_id` text NOT NULL,
	`seq` integer NOT NULL,
	`person_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `ledger_refs_person` ON `ledger_refs` (`person_id`);--> statement-breakpoint
CREATE TABLE `lock_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`digest` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lock_codes_digest` ON `lock_codes` (`digest`);--> statement-breakpoint
CREATE INDEX `lock_codes_person` ON `lock_codes` (`person_id`);--> statement-breakpoint
CREATE TABLE `logs` (
	`board_id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `looks` (
	`of_id` text NOT NULL,
	`to_id` text NOT NULL,
	`board_id` text NOT NULL,
	`about_id` text NOT NULL,
	`session_id` text NOT NULL,
	`slot` integer NOT NULL,
	`at` integer NOT NULL,
	`times` integer NOT NULL,
	`what` text NOT NULL,
	`reason` text,
	PRIMARY KEY(`of_id`, `to_id`, `about_id`, `session_id`, `slot`)
);
--> statement-breakpoint
CREATE INDEX `looks_to` ON `looks` (`to_id`,`at`);--> statement-breakpoint
CREATE INDEX `looks_at` ON `looks` (`at`);--> statement-breakpoint
CREATE TABLE `members` (
	`board_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`state` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`board_id`, `person_id`),
	FOREIGN KEY (`board_id`) REFERENCES `boards`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `members_person` ON `members` (`person_id`,`state`);--> statement-breakpoint
CREATE INDEX `members_since` ON `members` (`board_id`,`since`,`person_id`);--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`claim_id` text NOT NULL,
	`post_id` text NOT NULL,
	`board_id` text NOT NULL,
	`by_id` text NOT NULL,
	`to_id` text NOT NULL,
	`text` text NOT NULL,
	`state` text NOT NULL,
	`why` text,
	`digest` text NOT NULL,
	`at` integer NOT NULL,
	`seen_at` integer
);
--> statement-breakpoint
CREATE INDEX `messages_claim` ON `messages` (`claim_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `messages_unseen` ON `messages` (`to_id`,`seen_at`);--> statement-breakpoint
CREATE INDEX `messages_same` ON `messages` (`by_id`,`digest`,`at`);--> statement-breakpoint
CREATE INDEX `messages_at` ON `messages` (`at`);--> statement-breakpoint
CREATE INDEX `messages_post` ON `messages` (`post_id`);--> statement-breakpoint
CREATE TABLE `namings` (
	`board_id` text NOT NULL,
	`person_id` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`board_id`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `namings_person` ON `namings` (`person_id`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`board_id` text NOT NULL,
	`what` text NOT NULL,
	`post_id` text,
	`other_id` text,
	`words` text,
	`at` integer NOT NULL,
	`seen_at` integer,
	`sent_at` integer,
	`send_tries` integer NOT NULL,
	`send_next_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `notices_person` ON `notices` (`person_id`,`at`);--> statement-breakpoint
CREATE INDEX `notices_at` ON `notices` (`at`);--> statement-breakpoint
CREATE INDEX `notices_other` ON `notices` (`other_id`);--> statement-breakpoint
CREATE INDEX `notices_post` ON `notices` (`post_id`);--> statement-breakpoint
CREATE INDEX `notices_unsent` ON `notices` (`sent_at`,`send_next_at`);--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`label` text,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `passkeys_person` ON `passkeys` (`person_id`);--> statement-breakpoint
CREATE TABLE `pauses` (
	`board_id` text NOT NULL,
	`person_id` text NOT NULL,
	`until` integer NOT NULL,
	`at` integer NOT NULL,
	`action_id` text,
	PRIMARY KEY(`board_id`, `person_id`)
);
--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`language` text,
	`created_at` integer NOT NULL,
	`seen_at` integer,
	`warned_at` integer,
	`erased_at` integer
);
--> statement-breakpoint
CREATE INDEX `people_seen` ON `people` (`seen_at`);--> statement-breakpoint
CREATE TABLE `post_word_lists` (
	`post_number` integer PRIMARY KEY NOT NULL,
	`words` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `post_words` (
	`board_number` integer NOT NULL,
	`word` text NOT NULL,
	`post_number` integer NOT NULL,
	PRIMARY KEY(`board_number`, `word`, `post_number`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `postcodes` (
	`postcode` text PRIMARY KEY NOT NULL,
	`lat` real,
	`lng` real,
	`terminated_on` text
);
--> statement-breakpoint
CREATE INDEX `postcodes_place` ON `postcodes` (`lat`,`lng`);--> statement-breakpoint
CREATE TABLE `posts` (
	`number` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`board_id` text NOT NULL,
	`author_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`details` text,
	`category` text,
	`when_words` text,
	`needed_by` text,
	`unmet_at` integer,
	`scope` text NOT NULL,
	`parts` integer NOT NULL,
	`taken` integer NOT NULL,
	`finished` integer NOT NULL,
	`standing` integer NOT NULL,
	`on_behalf` text,
	`private_note` text,
	`address` text,
	`first_ask_id` text,
	`tier` integer,
	`pay_back_pounds` integer,
	`state` text NOT NULL,
	`shelf` text NOT NULL,
	`end_words` text,
	`ask_again_id` text,
	`waiting_since` integer NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`ended_at` integer,
	`close_at` integer,
	`version` integer NOT NULL,
	`import_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `posts_id_unique` ON `posts` (`id`);--> statement-breakpoint
CREATE INDEX `posts_waiting` ON `posts` (`board_id`,`shelf`,`waiting_since`,`id`);--> statement-breakpoint
CREATE INDEX `posts_waiting_kind` ON `posts` (`board_id`,`shelf`,`kind`,`waiting_since`,`id`);--> statement-breakpoint
CREATE INDEX `posts_counted` ON `posts` (`board_id`,`state`,`kind`,`waiting_since`);--> statement-breakpoint
CREATE INDEX `posts_author` ON `posts` (`author_id`,`shelf`);--> statement-breakpoint
CREATE INDEX `posts_unmet` ON `posts` (`unmet_at`) WHERE unmet_at is not null;--> statement-breakpoint
CREATE INDEX `posts_close` ON `posts` (`close_at`) WHERE close_at is not null;--> statement-breakpoint
CREATE INDEX `posts_import` ON `posts` (`import_id`) WHERE import_id is not null;--> statement-breakpoint
CREATE INDEX `posts_again` ON `posts` (`ask_again_id`) WHERE ask_again_id is not null;--> statement-breakpoint
CREATE INDEX `posts_worded` ON `posts` (`ended_at`) WHERE ended_at is not null and (title <> 'Words no longer kept' or details is not null);--> statement-breakpoint
CREATE INDEX `posts_noted` ON `posts` (`ended_at`) WHERE ended_at is not null and (private_note is not null or address is not null);--> statement-breakpoint
CREATE TABLE `public_cells` (
	`cell` text PRIMARY KEY NOT NULL,
	`postcodes` integer NOT NULL,
	`areas` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `receipts` (
	`claim_id` text PRIMARY KEY NOT NULL,
	`post_id` text NOT NULL,
	`by_id` text NOT NULL,
	`total_pence` integer NOT NULL,
	`words` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `receipts_post` ON `receipts` (`post_id`);--> statement-breakpoint
CREATE INDEX `receipts_by` ON `receipts` (`by_id`);--> statement-breakpoint
CREATE INDEX `receipts_at` ON `receipts` (`at`);--> statement-breakpoint
CREATE TABLE `recoveries` (
	`person_id` text PRIMARY KEY NOT NULL,
	`asked_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `recoveries_asked` ON `recoveries` (`asked_at`);--> statement-breakpoint
CREATE TABLE `recovery_words` (
	`person_id` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `by_id`)
);
--> statement-breakpoint
CREATE INDEX `recovery_words_by` ON `recovery_words` (`by_id`);--> statement-breakpoint
CREATE TABLE `removals` (
	`board_id` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	`action_id` text,
	PRIMARY KEY(`board_id`, `person_id`)
);
--> statement-breakpoint
CREATE TABLE `replies` (
	`person_id` text NOT NULL,
	`key` text NOT NULL,
	`payload_hash` text NOT NULL,
	`body` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `replies_at` ON `replies` (`at`);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` text PRIMARY KEY NOT NULL,
	`board_id` text NOT NULL,
	`case_id` text NOT NULL,
	`by_id` text,
	`reason` text NOT NULL,
	`words` text,
	`at` integer NOT NULL,
	`answered_at` integer,
	`outcome` text,
	`alarmed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_once` ON `reports` (`case_id`,`by_id`);--> statement-breakpoint
CREATE INDEX `reports_by` ON `reports` (`by_id`,`at`);--> statement-breakpoint
CREATE INDEX `reports_board` ON `reports` (`board_id`,`at`);--> statement-breakpoint
CREATE INDEX `reports_open` ON `reports` (`answered_at`,`at`);--> statement-breakpoint
CREATE TABLE `reveals` (
	`claim_id` text NOT NULL,
	`of_id` text NOT NULL,
	`to_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`claim_id`, `of_id`)
);
--> statement-breakpoint
CREATE INDEX `reveals_of` ON `reveals` (`of_id`);--> statement-breakpoint
CREATE INDEX `reveals_to` ON `reveals` (`to_id`);--> statement-breakpoint
CREATE INDEX `reveals_at` ON `reveals` (`at`);--> statement-breakpoint
CREATE TABLE `rulebooks` (
	`board_id` text NOT NULL,
	`version` integer NOT NULL,
	`words` text NOT NULL,
	`adopted_by_id` text NOT NULL,
	`adopted_at` integer NOT NULL,
	PRIMARY KEY(`board_id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `safety` (
	`board_id` text PRIMARY KEY NOT NULL,
	`money_cap_pounds` integer,
	`deputy_by` integer,
	`reminded_at` integer
);
--> statement-breakpoint
CREATE TABLE `sealed_cases` (
	`case_id` text PRIMARY KEY NOT NULL,
	`board_id` text NOT NULL,
	`sealed` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sealed_cases_at` ON `sealed_cases` (`at`);--> statement-breakpoint
CREATE TABLE `sent_away` (
	`board_id` text NOT NULL,
	`digest` text NOT NULL,
	`by` text NOT NULL,
	`why` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`board_id`, `digest`)
);
--> statement-breakpoint
CREATE INDEX `sent_away_digest` ON `sent_away` (`digest`);--> statement-breakpoint
CREATE INDEX `sent_away_at` ON `sent_away` (`at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`label` text,
	`card_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`strong_until` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_person` ON `sessions` (`person_id`);--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `shift_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`board_id` text NOT NULL,
	`by_id` text NOT NULL,
	`kind` text NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `shift_notes_board` ON `shift_notes` (`board_id`,`at`);--> statement-breakpoint
CREATE TABLE `sign_in_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`contact` text NOT NULL,
	`contact_kind` text NOT NULL,
	`tries_left` integer NOT NULL,
	`language` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	`sent_at` integer,
	`send_tries` integer DEFAULT 0 NOT NULL,
	`send_next_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_codes_contact` ON `sign_in_codes` (`contact`,`created_at`);--> statement-breakpoint
CREATE INDEX `sign_in_codes_unsent` ON `sign_in_codes` (`sent_at`,`send_next_at`);--> statement-breakpoint
CREATE INDEX `sign_in_codes_created` ON `sign_in_codes` (`created_at`);--> statement-breakpoint
CREATE TABLE `standings` (
	`board_id` text NOT NULL,
	`person_id` text NOT NULL,
	`trusted_at` integer,
	`cleared_at` integer,
	PRIMARY KEY(`board_id`, `person_id`)
);
--> statement-breakpoint
CREATE TABLE `ties` (
	`board_id` text NOT NULL,
	`by_id` text NOT NULL,
	`of_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`board_id`, `by_id`, `of_id`)
);
--> statement-breakpoint
CREATE INDEX `ties_of` ON `ties` (`of_id`);--> statement-breakpoint
CREATE TABLE `visit_calls` (
	`board_id` text NOT NULL,
	`helper_id` text NOT NULL,
	`home_id` text NOT NULL,
	`asked_at` integer NOT NULL,
	PRIMARY KEY(`board_id`, `helper_id`, `home_id`)
);
--> statement-breakpoint
CREATE INDEX `visit_calls_home` ON `visit_calls` (`home_id`);--> statement-breakpoint
CREATE INDEX `visit_calls_helper` ON `visit_calls` (`helper_id`);--> statement-breakpoint
CREATE TABLE `vouches` (
	`board_id` text NOT NULL,
	`by_id` text NOT NULL,
	`of_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`board_id`, `of_id`, `by_id`)
);
--> statement-breakpoint
CREATE INDEX `vouches_by` ON `vouches` (`board_id`,`by_id`);--> statement-breakpoint
CREATE TABLE `waiting_contacts` (
	`person_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`due_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `waiting_contacts_due` ON `waiting_contacts` (`due_at`);--> statement-breakpoint
CREATE TABLE `wording_agreements` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`post_id` text NOT NULL,
	`words` text NOT NULL,
	`how` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `wording_agreements_person` ON `wording_agreements` (`person_id`);