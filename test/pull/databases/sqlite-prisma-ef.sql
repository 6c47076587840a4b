-- Prisma
CREATE TABLE "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
);
-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "role" TEXT NOT NULL DEFAULT 'USER',
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "credit" DECIMAL NOT NULL DEFAULT 0,
    "big" BIGINT,
    "score" REAL NOT NULL DEFAULT 1.5,
    "meta" JSONB,
    "raw" BLOB,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);
CREATE TABLE "Post" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL,
    "published" BOOLEAN NOT NULL DEFAULT false,
    "authorId" TEXT,
    "parentId" INTEGER,
    CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Post_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Profile" (
    "userId" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en-GB',
    "bio" TEXT,

    PRIMARY KEY ("userId", "locale"),
    CONSTRAINT "Profile_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TABLE "_CategoryToPost" (
    "A" INTEGER NOT NULL,
    "B" INTEGER NOT NULL,
    CONSTRAINT "_CategoryToPost_A_fkey" FOREIGN KEY ("A") REFERENCES "Category" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "_CategoryToPost_B_fkey" FOREIGN KEY ("B") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Category" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL
);
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
CREATE INDEX "Post_authorId_idx" ON "Post"("authorId");
CREATE UNIQUE INDEX "_CategoryToPost_AB_unique" ON "_CategoryToPost"("A", "B");
CREATE INDEX "_CategoryToPost_B_index" ON "_CategoryToPost"("B");

-- EF Core
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
CREATE TABLE "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE TABLE "AspNetRoles" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_AspNetRoles" PRIMARY KEY,
    "Name" TEXT NULL,
    "NormalizedName" TEXT NULL,
    "ConcurrencyStamp" TEXT NULL
);
CREATE TABLE "AspNetUsers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_AspNetUsers" PRIMARY KEY,
    "UserName" TEXT NULL,
    "EmailConfirmed" INTEGER NOT NULL,
    "LockoutEnd" TEXT NULL,
    "AccessFailedCount" INTEGER NOT NULL DEFAULT 0,
    "Balance" decimal(18,2) NOT NULL DEFAULT '0.0',
    "Created" TEXT NOT NULL DEFAULT (datetime('now'))
);
CREATE TABLE "AspNetRoleClaims" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AspNetRoleClaims" PRIMARY KEY AUTOINCREMENT,
    "RoleId" TEXT NOT NULL,
    "ClaimType" TEXT NULL,
    CONSTRAINT "FK_AspNetRoleClaims_AspNetRoles_RoleId" FOREIGN KEY ("RoleId") REFERENCES "AspNetRoles" ("Id") ON DELETE CASCADE
);
CREATE TABLE "AspNetUserRoles" (
    "UserId" TEXT NOT NULL,
    "RoleId" TEXT NOT NULL,
    CONSTRAINT "PK_AspNetUserRoles" PRIMARY KEY ("UserId", "RoleId"),
    CONSTRAINT "FK_AspNetUserRoles_AspNetRoles_RoleId" FOREIGN KEY ("RoleId") REFERENCES "AspNetRoles" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_AspNetUserRoles_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Products" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Products" PRIMARY KEY AUTOINCREMENT,
    "Sku" TEXT COLLATE NOCASE NOT NULL,
    "Price" TEXT NOT NULL,
    "Discount" REAL NULL,
    "FullName" AS ("Sku" || ' ' || "Price"),
    "RowVersion" BLOB NOT NULL DEFAULT X'',
    CONSTRAINT "AK_Products_Sku" UNIQUE ("Sku"),
    CONSTRAINT "CK_Products_Discount" CHECK ("Discount" IS NULL OR "Discount" BETWEEN 0 AND 1)
);
CREATE UNIQUE INDEX "RoleNameIndex" ON "AspNetRoles" ("NormalizedName");
CREATE INDEX "IX_AspNetRoleClaims_RoleId" ON "AspNetRoleClaims" ("RoleId");
CREATE INDEX "IX_AspNetUserRoles_RoleId" ON "AspNetUserRoles" ("RoleId");
CREATE UNIQUE INDEX "IX_Products_Price" ON "Products" ("Price") WHERE "Discount" IS NOT NULL;

-- TypeORM
CREATE TABLE "migrations" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "timestamp" bigint NOT NULL, "name" varchar NOT NULL);
CREATE TABLE "typeorm_metadata" ("type" varchar NOT NULL, "database" varchar, "schema" varchar, "table" varchar, "name" varchar, "value" text);
CREATE TABLE "photo" ("id" varchar PRIMARY KEY NOT NULL, "kind" varchar CHECK( "kind" IN ('portrait','landscape') ) NOT NULL DEFAULT ('portrait'), "views" integer NOT NULL DEFAULT (0), "tags" text, "meta" text, "isPublished" boolean NOT NULL DEFAULT (1), "takenAt" datetime NOT NULL DEFAULT (datetime('now')), "version" integer NOT NULL, "ownerId" integer, "albumId" integer, CONSTRAINT "REL_3a5cc1a3b5c3bdb6b0c2f2a7e4" UNIQUE ("ownerId"), CONSTRAINT "UQ_1f2d3c4b5a69788796a5b4c3d2e" UNIQUE ("kind", "ownerId"), CONSTRAINT "CHK_2f3e1c7a9b" CHECK ("views" >= 0), CONSTRAINT "FK_9f5f0b0ec2c9b1f0c8e8a3e8f3b" FOREIGN KEY ("ownerId") REFERENCES "owner" ("id") ON DELETE CASCADE ON UPDATE NO ACTION);
CREATE TABLE "owner" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "firstName" varchar(40) NOT NULL, "nickname" varchar(40) NOT NULL DEFAULT (''), "createdAt" datetime NOT NULL DEFAULT (datetime('now')), "updatedAt" datetime NOT NULL DEFAULT (datetime('now')), "deletedAt" datetime);
CREATE INDEX "IDX_c41eb01dc6d0a1fb6ea6e7a2f8" ON "owner" ("firstName") ;
CREATE TABLE "owner_closure" ("id_ancestor" integer NOT NULL, "id_descendant" integer NOT NULL, PRIMARY KEY ("id_ancestor", "id_descendant"));

-- Drizzle
CREATE TABLE "__drizzle_migrations" (
			id SERIAL PRIMARY KEY,
			hash text NOT NULL,
			created_at numeric
		);
CREATE TABLE `countries` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text,
	`population` integer DEFAULT 0
);
CREATE TABLE `cities` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text(60) DEFAULT 'none' NOT NULL,
	`kind` text DEFAULT 'town' NOT NULL,
	`capital` integer DEFAULT false NOT NULL,
	`options` text DEFAULT '{"a":1,"b":[]}',
	`country_id` integer,
	`founded` integer DEFAULT (unixepoch()) NOT NULL,
	`updated` integer DEFAULT (cast((julianday('now') - 2440587.5)*86400000 as integer)),
	`area` real GENERATED ALWAYS AS (length("name") * 2.5) VIRTUAL,
	FOREIGN KEY (`country_id`) REFERENCES `countries`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "cities_population_check" CHECK("cities"."founded" > 0)
);
CREATE UNIQUE INDEX `cities_name_unique` ON `cities` (`name`);
CREATE INDEX `cities_country_idx` ON `cities` (`country_id`,lower("name"));
CREATE VIEW `capitals` AS select `name`, `country_id` from `cities` where `cities`.`capital` = 1;
