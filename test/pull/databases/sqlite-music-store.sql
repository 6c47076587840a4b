CREATE TABLE [Artist] ([ArtistId] INTEGER NOT NULL, [Name] NVARCHAR(120), CONSTRAINT [PK_Artist] PRIMARY KEY ([ArtistId]));
CREATE TABLE [Album]
(
    [AlbumId] INTEGER  NOT NULL,
    [Title] NVARCHAR(160)  NOT NULL,
    [ArtistId] INTEGER  NOT NULL,
    CONSTRAINT [PK_Album] PRIMARY KEY  ([AlbumId]),
    FOREIGN KEY ([ArtistId]) REFERENCES [Artist] ([ArtistId])
		ON DELETE NO ACTION ON UPDATE NO ACTION
);
CREATE TABLE "Employee" ("EmployeeId" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "LastName" NVARCHAR(20) NOT NULL, "ReportsTo" INTEGER, "BirthDate" DATETIME, "HireDate" DATETIME DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY ("ReportsTo") REFERENCES "Employee" ("EmployeeId") ON DELETE SET NULL);
CREATE TABLE Invoice (InvoiceId INT8 NOT NULL PRIMARY KEY, `Total` NUMERIC(10,2) NOT NULL DEFAULT 0.00, "paid" tinyint(1) NOT NULL DEFAULT 0 CHECK (paid IN (0, 1)), note, "group" TEXT COLLATE NOCASE UNIQUE, InvoiceDate DATETIME NOT NULL DEFAULT (datetime('now','localtime')), code VARCHAR(8) DEFAULT 'it''s');
CREATE TABLE InvoiceLine (InvoiceId INT8 NOT NULL REFERENCES Invoice ON DELETE CASCADE, Line UNSIGNED BIG INT, Price DOUBLE PRECISION, Amount FLOAT AS (Price * 2) VIRTUAL, PRIMARY KEY (InvoiceId, Line), UNIQUE (Line, Price));
CREATE INDEX [IFK_AlbumArtistId] ON [Album] ([ArtistId]);
CREATE INDEX invoice_paid ON Invoice (InvoiceDate DESC, lower("group")) WHERE paid = 1;
CREATE UNIQUE INDEX invoice_code ON Invoice (code COLLATE NOCASE);
CREATE VIEW unpaid AS SELECT InvoiceId, Total FROM Invoice WHERE NOT paid;
CREATE TRIGGER invoice_total AFTER INSERT ON InvoiceLine FOR EACH ROW BEGIN
  UPDATE Invoice SET Total = Total + NEW.Price WHERE InvoiceId = NEW.InvoiceId; /* a comment; with a semicolon */
END;
CREATE VIRTUAL TABLE search USING fts5(title, content='Album', content_rowid='AlbumId');
CREATE TABLE settings (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE strict_one (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
