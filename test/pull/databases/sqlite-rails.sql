CREATE TABLE "schema_migrations" ("version" varchar NOT NULL PRIMARY KEY);
CREATE TABLE "ar_internal_metadata" ("key" varchar NOT NULL PRIMARY KEY, "value" varchar, "created_at" datetime(6) NOT NULL, "updated_at" datetime(6) NOT NULL);
CREATE TABLE "accounts" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "name" varchar NOT NULL, "subdomain" varchar(63) NOT NULL, "plan" integer DEFAULT 0 NOT NULL, "settings" json DEFAULT '{}' NOT NULL, "created_at" datetime(6) NOT NULL, "updated_at" datetime(6) NOT NULL);
CREATE UNIQUE INDEX "index_accounts_on_subdomain" ON "accounts" ("subdomain");
CREATE TABLE "users" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "account_id" integer NOT NULL, "email" varchar DEFAULT '' NOT NULL, "encrypted_password" varchar DEFAULT '' NOT NULL, "reset_password_token" varchar, "reset_password_sent_at" datetime, "sign_in_count" integer DEFAULT 0 NOT NULL, "admin" boolean DEFAULT FALSE NOT NULL, "confirmed" boolean DEFAULT 1, "locked" boolean DEFAULT 0 NOT NULL, "rating" float DEFAULT 0.0, "balance" decimal(10,2) DEFAULT '0.0' NOT NULL, "time_zone" varchar DEFAULT 'UTC', "bio" text, "avatar" blob, "born_on" date, "wakes_at" time, "deleted_at" datetime(6), "created_at" datetime(6) NOT NULL, "updated_at" datetime(6) NOT NULL, CONSTRAINT "fk_rails_61ac11da2b"
FOREIGN KEY ("account_id")
  REFERENCES "accounts" ("id")
);
CREATE INDEX "index_users_on_account_id" ON "users" ("account_id");
CREATE UNIQUE INDEX "index_users_on_email" ON "users" ("email") WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX "index_users_on_lower_email" ON "users" (lower(email));
CREATE UNIQUE INDEX "index_users_on_reset_password_token" ON "users" ("reset_password_token");
CREATE TABLE "posts" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "user_id" integer NOT NULL, "title" varchar(255) NOT NULL, "body" text, "state" varchar DEFAULT 'draft' NOT NULL, "lock_version" integer DEFAULT 0 NOT NULL, "comments_count" integer DEFAULT 0, "published_at" datetime(6) DEFAULT NULL, "created_at" datetime(6) DEFAULT CURRENT_TIMESTAMP NOT NULL, "updated_at" datetime(6) DEFAULT (CURRENT_TIMESTAMP) NOT NULL, "title_length" integer GENERATED ALWAYS AS (length(title)) VIRTUAL, "slug" varchar GENERATED ALWAYS AS (lower(title)) STORED, CONSTRAINT chk_rails_9b5f1f2e6e CHECK (state IN ('draft', 'published', 'archived')), CONSTRAINT "fk_rails_5b5ddfd518"
FOREIGN KEY ("user_id")
  REFERENCES "users" ("id")
 ON DELETE CASCADE);
CREATE INDEX "index_posts_on_user_id" ON "posts" ("user_id");
CREATE INDEX "index_posts_on_state_and_published_at" ON "posts" ("state", "published_at" DESC);
CREATE TABLE "comments" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "commentable_type" varchar NOT NULL, "commentable_id" bigint NOT NULL, "author_id" integer, "parent_id" integer, "body" text NOT NULL /* Markdown */, "created_at" datetime(6) NOT NULL, "updated_at" datetime(6) NOT NULL, CONSTRAINT "fk_rails_f44b1e3c8a"
FOREIGN KEY ("author_id")
  REFERENCES "users" ("id")
 ON DELETE SET NULL, CONSTRAINT "fk_rails_31554e7034"
FOREIGN KEY ("parent_id")
  REFERENCES "comments" ("id")
 DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX "index_comments_on_commentable" ON "comments" ("commentable_type", "commentable_id");
CREATE INDEX "index_comments_on_author_id" ON "comments" ("author_id");
CREATE INDEX "index_comments_on_parent_id" ON "comments" ("parent_id");
CREATE TABLE "tags" ("id" varchar NOT NULL PRIMARY KEY, "name" varchar COLLATE "NOCASE" NOT NULL);
CREATE UNIQUE INDEX "index_tags_on_name" ON "tags" ("name");
CREATE TABLE "posts_tags" ("post_id" integer NOT NULL, "tag_id" varchar NOT NULL, CONSTRAINT "fk_rails_8a57daf021"
FOREIGN KEY ("post_id")
  REFERENCES "posts" ("id")
, CONSTRAINT "fk_rails_2be1b9a7a4"
FOREIGN KEY ("tag_id")
  REFERENCES "tags" ("id")
);
CREATE UNIQUE INDEX "index_posts_tags_on_post_id_and_tag_id" ON "posts_tags" ("post_id", "tag_id");
CREATE TABLE "travel_routes" ("origin" integer NOT NULL, "destination" integer NOT NULL, "price" decimal(10,2), PRIMARY KEY ("origin", "destination"));
CREATE TABLE "active_storage_blobs" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "key" varchar NOT NULL, "filename" varchar NOT NULL, "content_type" varchar, "metadata" text, "service_name" varchar NOT NULL, "byte_size" bigint NOT NULL, "checksum" varchar, "created_at" datetime(6) NOT NULL);
CREATE UNIQUE INDEX "index_active_storage_blobs_on_key" ON "active_storage_blobs" ("key");
CREATE TABLE "active_storage_attachments" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "name" varchar NOT NULL, "record_type" varchar NOT NULL, "record_id" bigint NOT NULL, "blob_id" bigint NOT NULL, "created_at" datetime(6) NOT NULL, CONSTRAINT "fk_rails_c3b3935057"
FOREIGN KEY ("blob_id")
  REFERENCES "active_storage_blobs" ("id")
);
CREATE INDEX "index_active_storage_attachments_on_blob_id" ON "active_storage_attachments" ("blob_id");
CREATE UNIQUE INDEX "index_active_storage_attachments_uniqueness" ON "active_storage_attachments" ("record_type", "record_id", "name", "blob_id");
CREATE TABLE "active_storage_variant_records" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "blob_id" bigint NOT NULL, "variation_digest" varchar NOT NULL, CONSTRAINT "fk_rails_993965df05"
FOREIGN KEY ("blob_id")
  REFERENCES "active_storage_blobs" ("id")
);
CREATE UNIQUE INDEX "index_active_storage_variant_records_uniqueness" ON "active_storage_variant_records" ("blob_id", "variation_digest");
CREATE TABLE "versions" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "item_type" varchar NOT NULL, "item_id" bigint NOT NULL, "event" varchar NOT NULL, "whodunnit" varchar, "object" text(1073741823), "created_at" datetime);
CREATE INDEX "index_versions_on_item_type_and_item_id" ON "versions" ("item_type", "item_id");
CREATE VIRTUAL TABLE "post_search" USING fts5(title, body, content='posts', content_rowid='id', tokenize='porter unicode61');
CREATE VIEW active_users AS SELECT * FROM users WHERE deleted_at IS NULL;
-- Columns that came later.
ALTER TABLE "users" ADD "nickname" varchar;
ALTER TABLE "users" ADD "score" integer DEFAULT -1 NOT NULL;
ALTER TABLE "posts" RENAME COLUMN "body" TO "content";
INSERT INTO "schema_migrations" ("version") VALUES ('20250101000000');
