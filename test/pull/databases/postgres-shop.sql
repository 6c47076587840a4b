-- A shop with a CMS beside it, as several teams and their tools left it after some years.

CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gist;
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE EXTENSION "uuid-ossp";
COMMENT ON SCHEMA public IS 'Everything of the shop';

CREATE COLLATION natural_order (provider = icu, locale = 'en-u-kn');
CREATE COLLATION case_insensitive (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

-- Types

CREATE TYPE order_status AS ENUM ('draft', 'placed', 'paid', 'shipped', 'delivered', 'cancelled', 'won''t ship');
COMMENT ON TYPE order_status IS 'The life of an order';
CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN', 'EDITOR');
CREATE TYPE channel AS ENUM ('web', 'app', 'phone');
CREATE TYPE money_amount AS (amount numeric(12,2), currency char(3));
COMMENT ON TYPE money_amount IS 'An amount is nothing without its currency';
CREATE TYPE address AS (street text, "No." text COLLATE "C", city text, zip varchar(12), lines text[], price money_amount);
COMMENT ON COLUMN address."No." IS 'With letters: 12a';
CREATE DOMAIN email_address AS citext CONSTRAINT email_shape CHECK (VALUE ~ '^[^@\s]+@[^@\s]+$') CONSTRAINT email_short CHECK (length(VALUE) <= 254);
COMMENT ON DOMAIN email_address IS 'Not every address that RFC 5322 allows';
COMMENT ON CONSTRAINT email_shape ON DOMAIN email_address IS 'One at sign';
CREATE DOMAIN positive_int AS integer DEFAULT 1 NOT NULL CHECK (VALUE > 0);
CREATE DOMAIN slug AS text COLLATE "C" CHECK (VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
CREATE DOMAIN tag_list AS text[] CHECK (array_length(VALUE, 1) <= 20);
CREATE DOMAIN short_slug AS slug CHECK (length(VALUE) < 32);
CREATE TYPE price_range AS RANGE (subtype = numeric);
CREATE TYPE time_of_day AS RANGE (subtype = time, multirange_type_name = times_of_day);
COMMENT ON TYPE price_range IS 'From and to';

-- Sequences that are not of one column

CREATE SEQUENCE hibernate_sequence START WITH 1 INCREMENT BY 50;
CREATE SEQUENCE invoice_number AS integer START 2024000001 INCREMENT 1 MINVALUE 2024000000 MAXVALUE 2147483647 CACHE 10 CYCLE;
COMMENT ON SEQUENCE invoice_number IS 'Without gaps, hopefully';
CREATE SEQUENCE countdown INCREMENT -1;

-- Functions that tables need

CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END;
$$;
COMMENT ON FUNCTION touch_updated_at() IS 'For BEFORE UPDATE';

CREATE FUNCTION slugify(input text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT trim(both '-' from regexp_replace(lower(input), '[^a-z0-9]+', '-', 'g'))
$$;
CREATE FUNCTION slugify(input text, max_length integer, VARIADIC suffixes text[] DEFAULT '{}') RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT left(slugify(input || array_to_string(suffixes, ' ')), max_length)
$$;
COMMENT ON FUNCTION slugify(text, integer, text[]) IS 'With an end';
CREATE FUNCTION net_price(gross numeric, rate numeric = 0.19) RETURNS numeric LANGUAGE sql IMMUTABLE RETURN round(gross / (1 + rate), 2);
CREATE FUNCTION next_code(prefix text = 'P-') RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT prefix || nextval('countdown') $$;

-- Users, as Prisma makes them

CREATE TABLE "User" (
  id text NOT NULL,
  email text NOT NULL,
  name text,
  role "Role" NOT NULL DEFAULT 'USER',
  roles "Role"[] DEFAULT ARRAY['USER', 'EDITOR']::"Role"[],
  "passwordHash" text,
  "createdAt" timestamp(3) without time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) without time zone NOT NULL,
  "lastLoginIp" inet,
  score double precision NOT NULL DEFAULT -1.5,
  CONSTRAINT "User_pkey" PRIMARY KEY (id)
);
CREATE UNIQUE INDEX "User_email_key" ON "User" (email);
CREATE INDEX "User_name_createdAt_idx" ON "User" (name, "createdAt" DESC);
CREATE TABLE "Post" (
  id serial NOT NULL,
  title varchar(255) NOT NULL,
  content text,
  published boolean NOT NULL DEFAULT false,
  "authorId" text,
  meta jsonb DEFAULT '{}',
  CONSTRAINT "Post_pkey" PRIMARY KEY (id)
);
ALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" (id) ON DELETE SET NULL ON UPDATE CASCADE;
CREATE TABLE "_CategoryToPost" ("A" integer NOT NULL, "B" integer NOT NULL, CONSTRAINT "_CategoryToPost_AB_pkey" PRIMARY KEY ("A", "B"));
CREATE INDEX "_CategoryToPost_B_index" ON "_CategoryToPost" ("B");
CREATE TABLE "_prisma_migrations" (
  id varchar(36) PRIMARY KEY,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
);

-- The catalogue, as Rails makes it

CREATE TABLE schema_migrations (version character varying NOT NULL PRIMARY KEY);
CREATE TABLE ar_internal_metadata (
  key character varying NOT NULL PRIMARY KEY,
  value character varying,
  created_at timestamp(6) without time zone NOT NULL,
  updated_at timestamp(6) without time zone NOT NULL
);
CREATE TABLE brands (
  id bigserial PRIMARY KEY,
  name citext NOT NULL,
  slug slug NOT NULL,
  website character varying,
  tags tag_list DEFAULT '{}' NOT NULL,
  lock_version integer DEFAULT 0 NOT NULL,
  created_at timestamp(6) without time zone NOT NULL,
  updated_at timestamp(6) without time zone NOT NULL
);
CREATE UNIQUE INDEX index_brands_on_slug ON brands (slug);
CREATE INDEX index_brands_on_name_trgm ON brands USING gin ((name::text) gin_trgm_ops);
CREATE TABLE categories (
  id bigserial PRIMARY KEY,
  parent_id bigint,
  name character varying(120) NOT NULL,
  path text NOT NULL,
  depth smallint GENERATED ALWAYS AS (array_length(string_to_array(path, '/'), 1)) STORED,
  "position" integer DEFAULT 0 NOT NULL,
  hidden boolean DEFAULT false,
  CONSTRAINT fk_rails_82f48f7407 FOREIGN KEY (parent_id) REFERENCES categories (id) ON DELETE CASCADE,
  CONSTRAINT categories_not_own_parent CHECK (parent_id <> id)
);
CREATE INDEX index_categories_on_path ON categories (path text_pattern_ops);
CREATE INDEX index_categories_on_parent_id_and_position ON categories (parent_id NULLS FIRST, "position");
COMMENT ON CONSTRAINT categories_not_own_parent ON categories IS 'Longer cycles are not seen';
COMMENT ON COLUMN categories."position" IS 'Among its siblings; it''s "sparse"';
CREATE TABLE products (
  id bigserial PRIMARY KEY,
  sku varchar(40) NOT NULL,
  brand_id bigint REFERENCES brands,
  name text NOT NULL,
  name_sorted text COLLATE natural_order,
  description text,
  price numeric(10,2) NOT NULL DEFAULT 0.0,
  cost numeric,
  weight real DEFAULT 0.1,
  vat_rate numeric(4,3) DEFAULT 0.19 NOT NULL,
  list_price money DEFAULT 0,
  dimensions integer[],
  matrix numeric(6,2)[][],
  channels channel[] DEFAULT '{web,app}' NOT NULL,
  attributes jsonb DEFAULT '{"color": null, "sizes": ["S", "M"]}'::jsonb NOT NULL,
  legacy_attributes hstore DEFAULT ''::hstore,
  search tsvector GENERATED ALWAYS AS (setweight(to_tsvector('english', coalesce(name, '')), 'A') || setweight(to_tsvector('english', coalesce(description, '')), 'B')) STORED,
  available tstzrange DEFAULT tstzrange(now(), NULL),
  prices price_range,
  flags bit(3) DEFAULT B'101' NOT NULL,
  mask bit varying(8) DEFAULT B'0',
  grade "char" DEFAULT 'a',
  letter char(1) DEFAULT 'x',
  code text DEFAULT next_code(),
  status varchar(20) DEFAULT 'active' NOT NULL,
  deleted_at timestamp(6) without time zone,
  created_at timestamp(6) without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp(6) without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT products_price_not_negative CHECK (price >= 0 AND cost >= 0),
  CONSTRAINT products_status_check CHECK (status IN ('active', 'archived', 'draft')),
  CHECK (cost < price OR status = 'archived')
);
COMMENT ON TABLE products IS 'What can be bought.
Rows are never deleted.';
COMMENT ON COLUMN products.cost IS 'Without tax: see "brands"; 100% own & secret';
CREATE UNIQUE INDEX index_products_on_sku_live ON products (sku) WHERE deleted_at IS NULL;
COMMENT ON INDEX index_products_on_sku_live IS 'Dead products give their number back';
CREATE INDEX index_products_on_brand_id ON products (brand_id);
CREATE INDEX index_products_on_search ON products USING gin (search) WITH (fastupdate = off);
CREATE INDEX index_products_on_attributes ON products USING gin (attributes jsonb_path_ops);
CREATE INDEX index_products_on_color ON products ((attributes ->> 'color'), price DESC NULLS LAST) WHERE deleted_at IS NULL;
CREATE INDEX index_products_on_created_at ON products USING brin (created_at) WITH (pages_per_range = 32);
CREATE INDEX index_products_on_code ON products USING hash (code);
CREATE INDEX index_products_covering ON products (brand_id, status) INCLUDE (name, price) WITH (fillfactor = 80);
CREATE INDEX index_products_on_available ON products USING gist (available);
CREATE INDEX index_products_on_lower_name ON products (lower(name) text_pattern_ops, name_sorted COLLATE "C" DESC);
CREATE INDEX index_products_on_sizes ON products USING gin ((attributes -> 'sizes'));
ALTER TABLE products ALTER COLUMN attributes SET STORAGE EXTERNAL, ALTER COLUMN brand_id SET STATISTICS 1000, ALTER COLUMN description SET COMPRESSION pglz, ALTER COLUMN sku SET (n_distinct = -0.5);
ALTER INDEX index_products_on_lower_name ALTER COLUMN 1 SET STATISTICS 500;
CREATE STATISTICS products_brand_status (dependencies, ndistinct) ON brand_id, status FROM products;
CREATE STATISTICS products_lower ON lower(name), brand_id FROM products;
ALTER STATISTICS products_brand_status SET STATISTICS 400;
COMMENT ON STATISTICS products_brand_status IS 'Brands have few states';
ALTER TABLE products CLUSTER ON index_products_on_brand_id;
ALTER TABLE products SET (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 90, toast.autovacuum_enabled = false);
CREATE TRIGGER products_touch BEFORE UPDATE ON products FOR EACH ROW WHEN (OLD.updated_at = NEW.updated_at) EXECUTE FUNCTION touch_updated_at();
COMMENT ON TRIGGER products_touch ON products IS 'Unless it was given';
CREATE TABLE categories_products (category_id bigint NOT NULL, product_id bigint NOT NULL, CONSTRAINT index_categories_products UNIQUE (category_id, product_id));
ALTER TABLE categories_products ADD CONSTRAINT fk_rails_1 FOREIGN KEY (category_id) REFERENCES categories (id), ADD CONSTRAINT fk_rails_2 FOREIGN KEY (product_id) REFERENCES products (id);
CREATE TABLE product_variants (
  product_id bigint NOT NULL REFERENCES products ON DELETE CASCADE,
  no smallint NOT NULL,
  options jsonb NOT NULL,
  ean char(13) UNIQUE,
  PRIMARY KEY (product_id, no),
  CONSTRAINT variants_options_object CHECK (jsonb_typeof(options) = 'object'),
  CONSTRAINT variants_ean CHECK (ean ~ '^[0-9]{13}$') NOT VALID
);
CREATE TABLE product_prices (
  product_id bigint NOT NULL,
  variant smallint NOT NULL,
  during tstzrange NOT NULL,
  amount money_amount,
  history money_amount[],
  EXCLUDE USING gist (product_id WITH =, variant WITH =, during WITH &&) WHERE (NOT isempty(during)) DEFERRABLE,
  CONSTRAINT prices_variant FOREIGN KEY (product_id, variant) REFERENCES product_variants (product_id, no) ON UPDATE CASCADE ON DELETE CASCADE
);

-- People and the staff, as Django makes them

CREATE TABLE django_content_type (
  id integer NOT NULL PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
  app_label varchar(100) NOT NULL,
  model varchar(100) NOT NULL,
  CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model)
);
CREATE TABLE auth_permission (
  id integer NOT NULL PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
  name varchar(255) NOT NULL,
  content_type_id integer NOT NULL,
  codename varchar(100) NOT NULL,
  CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename),
  CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES django_content_type (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON auth_permission (content_type_id);
CREATE TABLE auth_user (
  id integer NOT NULL PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
  password varchar(128) NOT NULL,
  last_login timestamp with time zone NULL,
  is_superuser boolean NOT NULL,
  username varchar(150) NOT NULL UNIQUE,
  date_joined timestamp with time zone NOT NULL,
  photo_id bigint
);
CREATE INDEX auth_user_username_6821ab7c_like ON auth_user (username varchar_pattern_ops);
CREATE TABLE auth_user_user_permissions (
  id bigint NOT NULL PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
  user_id integer NOT NULL CONSTRAINT auth_user_user_permissions_user_id_a95ead1b_fk_auth_user_id REFERENCES auth_user (id) DEFERRABLE INITIALLY DEFERRED,
  permission_id integer NOT NULL CONSTRAINT auth_user_user_permi_permission_id_1fbb5f2c_fk_auth_perm REFERENCES auth_permission (id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (user_id, permission_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE django_session (session_key varchar(40) NOT NULL PRIMARY KEY, session_data text NOT NULL, expire_date timestamptz NOT NULL);
CREATE INDEX django_session_expire_date_a5c62663 ON django_session (expire_date);
ALTER TABLE django_session SET UNLOGGED;

-- Customers and orders: three tables that need each other

CREATE TABLE customers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  no bigint GENERATED ALWAYS AS IDENTITY (START WITH 10000 INCREMENT BY 10 CACHE 5),
  email email_address NOT NULL,
  backup_emails email_address[],
  name text COLLATE case_insensitive NOT NULL CHECK (name <> ''),
  home address,
  addresses address[] DEFAULT ARRAY[]::address[],
  birthday date CHECK (birthday > '1900-01-01'),
  phone varchar,
  newsletter boolean NOT NULL DEFAULT true,
  quiet time_of_day,
  wakes time without time zone DEFAULT '07:30',
  calls time with time zone DEFAULT '09:00+02',
  patience interval NOT NULL DEFAULT '1 mon 3 days 04:05:06'::interval,
  trial interval day to second(0) DEFAULT '14 days',
  default_order_id bigint,
  spent numeric(14,2) NOT NULL DEFAULT -0.01,
  big bigint DEFAULT -9007199254740993,
  invited_by uuid,
  created_by name DEFAULT CURRENT_USER NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  seen_at timestamptz DEFAULT '-infinity',
  expires_at timestamptz DEFAULT (now() + '1 year'::interval),
  deleted_at timestamptz,
  CONSTRAINT customers_email_unique UNIQUE NULLS NOT DISTINCT (email, deleted_at),
  CONSTRAINT customers_invited_by FOREIGN KEY (invited_by) REFERENCES customers (id) ON DELETE SET NULL
);
ALTER TABLE customers REPLICA IDENTITY FULL;
CREATE TABLE orders (
  id bigint GENERATED BY DEFAULT AS IDENTITY (MINVALUE 1000 MAXVALUE 999999999 CYCLE) PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES customers ON DELETE RESTRICT,
  status order_status NOT NULL DEFAULT 'draft',
  statuses order_status[] NOT NULL DEFAULT '{draft,placed,"won''t ship"}',
  channel channel NOT NULL DEFAULT 'web'::channel,
  invoice integer DEFAULT nextval('invoice_number') UNIQUE,
  currency char(3) NOT NULL DEFAULT 'EUR' CONSTRAINT orders_currency_type CHECK (currency IN ('EUR', 'USD', 'GBP')),
  payment text NOT NULL DEFAULT 'card' CONSTRAINT orders_payment_type CHECK (payment IN ('card', 'paypal', 'invoice')),
  total numeric(12,2) NOT NULL DEFAULT 0,
  total_with_tax numeric(12,2) GENERATED ALWAYS AS (round(total * 1.19, 2)) STORED,
  current_shipment_id bigint,
  "user" text REFERENCES "User" (email),
  "order" integer,
  "group" text,
  "desc" text,
  placed_at timestamp with time zone,
  placed_on date DEFAULT CURRENT_DATE,
  year integer DEFAULT date_part('year', now()),
  note xml,
  spot point DEFAULT '(0,0)',
  CONSTRAINT "placed orders have a time" CHECK (status = 'draft' OR placed_at IS NOT NULL)
);
CREATE UNIQUE INDEX orders_one_draft ON orders (customer_id) WHERE status = 'draft';
CREATE INDEX orders_placed ON orders (placed_at DESC NULLS LAST, id DESC) WHERE status IN ('placed', 'paid') AND placed_at > '2020-01-01 00:00:00+00';
CREATE INDEX orders_month ON orders (date_trunc('month', placed_at AT TIME ZONE 'UTC'));
COMMENT ON CONSTRAINT orders_invoice_key ON orders IS 'The law';
ALTER TABLE customers ADD CONSTRAINT customers_default_order FOREIGN KEY (default_order_id) REFERENCES orders (id) DEFERRABLE INITIALLY DEFERRED;
CREATE TABLE order_lines (
  order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE,
  line smallint NOT NULL,
  product_id bigint,
  variant smallint,
  parent_line smallint,
  quantity positive_int,
  discount smallint NOT NULL DEFAULT '-5'::integer,
  gift boolean,
  CONSTRAINT lines_pk PRIMARY KEY (order_id, line),
  CONSTRAINT lines_variant FOREIGN KEY (product_id, variant) REFERENCES product_variants MATCH FULL ON UPDATE CASCADE,
  CONSTRAINT lines_parent FOREIGN KEY (order_id, parent_line) REFERENCES order_lines (order_id, line) ON DELETE SET NULL (parent_line)
);
CREATE UNIQUE INDEX lines_once ON order_lines (order_id, product_id, variant) NULLS NOT DISTINCT;
ALTER TABLE order_lines REPLICA IDENTITY USING INDEX lines_pk;
CREATE TABLE shipments (
  id bigserial PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES orders (id) DEFERRABLE INITIALLY IMMEDIATE,
  customer_id uuid REFERENCES customers ON DELETE SET DEFAULT ON UPDATE RESTRICT DEFAULT '00000000-0000-0000-0000-000000000000',
  parcels jsonb[] DEFAULT '{}' NOT NULL,
  weights bigint[],
  dates date[] DEFAULT ARRAY['2024-01-01'::date],
  carrier oid,
  mac macaddr,
  net cidr DEFAULT '10.0.0.0/8',
  label bytea DEFAULT '\x00ff',
  raw json DEFAULT '{"a":  1}',
  track tsquery
);
ALTER TABLE orders ADD FOREIGN KEY (current_shipment_id) REFERENCES shipments ON DELETE SET NULL;
CREATE FUNCTION check_shipment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $fn$
BEGIN
  IF NOT EXISTS (SELECT FROM orders WHERE id = NEW.order_id AND status <> 'draft') THEN
    RAISE EXCEPTION 'order % is a draft; "ship" it later', NEW.order_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $fn$;
CREATE CONSTRAINT TRIGGER shipment_of_real_order AFTER INSERT OR UPDATE OF order_id ON shipments FROM orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_shipment();
CREATE FUNCTION audit_rows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER orders_audit AFTER UPDATE ON orders REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('orders', 'with ''quotes''');
CREATE TRIGGER orders_status BEFORE UPDATE OF status, placed_at ON orders FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION touch_updated_at();
ALTER TABLE orders DISABLE TRIGGER orders_status;
CREATE TRIGGER zz_truncate BEFORE TRUNCATE ON orders FOR EACH STATEMENT EXECUTE FUNCTION audit_rows();
ALTER TABLE orders ENABLE ALWAYS TRIGGER zz_truncate;

-- Payments, as Hibernate and Liquibase make them

CREATE TABLE payment (
  id int8 NOT NULL,
  dtype varchar(31) NOT NULL,
  version int4 NOT NULL,
  amount numeric(19,2),
  order_id int8 NOT NULL,
  reference varchar(255),
  created_at timestamp(6) with time zone,
  kind int2 CHECK (kind BETWEEN 0 AND 2),
  state varchar(255) CHECK (state IN ('OPEN', 'CAPTURED', 'FAILED')),
  PRIMARY KEY (id)
);
ALTER TABLE payment ADD CONSTRAINT uk_6dotkott2kjsp8vw4d0m25fb7 UNIQUE (reference);
ALTER TABLE payment ADD CONSTRAINT fklouu98csyullos9k25tbpk4va FOREIGN KEY (order_id) REFERENCES orders;
CREATE TABLE card_payment (card_no varchar(19), id int8 NOT NULL PRIMARY KEY REFERENCES payment);
CREATE TABLE databasechangelog (
  id varchar(255) NOT NULL, author varchar(255) NOT NULL, filename varchar(255) NOT NULL, dateexecuted timestamp NOT NULL,
  orderexecuted int NOT NULL, exectype varchar(10) NOT NULL, md5sum varchar(35)
);
CREATE TABLE databasechangeloglock (id int NOT NULL, locked bool NOT NULL, lockgranted timestamp, lockedby varchar(255), CONSTRAINT databasechangeloglock_pkey PRIMARY KEY (id));

-- Content

CREATE TABLE content (
  id bigserial PRIMARY KEY,
  slug short_slug,
  title text NOT NULL,
  author integer REFERENCES auth_user,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (title <> '')
);
CREATE TABLE pages (body text NOT NULL DEFAULT '', template varchar(40) NOT NULL DEFAULT 'default', CONSTRAINT pages_pkey PRIMARY KEY (id)) INHERITS (content);
CREATE INDEX pages_slug ON pages (slug);
COMMENT ON TABLE pages IS 'Content with a body';
COMMENT ON COLUMN pages.body IS 'Markdown';
ALTER TABLE pages ALTER COLUMN title SET DEFAULT 'Untitled';
CREATE TABLE media (
  id bigserial PRIMARY KEY,
  "File Name" text NOT NULL,
  "a.b" integer,
  "say ""hi""" text DEFAULT 'it''s "fine"\n',
  größe bigint,
  "日本語" text,
  cost$ numeric(8,2),
  "1st" boolean DEFAULT 'yes',
  "CamelCase" text,
  select_ text,
  blob_of_a_very_long_name_that_uses_up_all_sixty_three_bytes_xxx text
);
CREATE INDEX "media: file name, lower" ON media (lower("File Name"), "日本語", cost$);
CREATE INDEX media_blob_of_a_very_long_name_that_uses_up_all_sixty_three__idx ON media (blob_of_a_very_long_name_that_uses_up_all_sixty_three_bytes_xxx);
CREATE TABLE "Odd Names: a table, with ""quotes"" & dots." (id int PRIMARY KEY, "media id" bigint REFERENCES media ("id"));
CREATE TABLE "select" ("from" int PRIMARY KEY, "where" int REFERENCES "select" ("from"));
CREATE TABLE a_table_whose_name_is_as_long_as_postgresql_lets_a_name_ever_be (
  id bigserial PRIMARY KEY,
  a_column_whose_name_is_as_long_as_postgresql_lets_a_name_ever_b integer NOT NULL UNIQUE
);
CREATE TABLE translations (
  content_id bigint NOT NULL,
  language char(2) NOT NULL,
  key text NOT NULL,
  value text,
  machine boolean NOT NULL DEFAULT false,
  PRIMARY KEY (content_id, language, key) INCLUDE (machine),
  UNIQUE (content_id, key, language) WITH (fillfactor = 70)
);
CREATE TABLE settings (id boolean PRIMARY KEY DEFAULT true CHECK (id), data jsonb NOT NULL DEFAULT '{}', list jsonb DEFAULT '[1, 2.50, "x"]', text jsonb DEFAULT '"now"', none jsonb DEFAULT 'null');
ALTER TABLE auth_user ADD CONSTRAINT auth_user_photo FOREIGN KEY (photo_id) REFERENCES media NOT VALID;

-- Partitions

CREATE TABLE events (
  id bigint GENERATED ALWAYS AS IDENTITY,
  happened_at timestamptz NOT NULL DEFAULT now(),
  kind text NOT NULL,
  customer_id uuid REFERENCES customers ON DELETE CASCADE,
  data jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (id, happened_at, kind)
) PARTITION BY RANGE (happened_at);
COMMENT ON TABLE events IS 'What happened, by month';
COMMENT ON COLUMN events.kind IS 'A word';
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00') PARTITION BY LIST (kind);
CREATE TABLE events_2024_click PARTITION OF events_2024 FOR VALUES IN ('click', 'tap');
CREATE TABLE events_2024_rest PARTITION OF events_2024 DEFAULT;
CREATE TABLE events_2025 PARTITION OF events (data DEFAULT '{"year": 2025}', CONSTRAINT events_2025_kind CHECK (kind <> '')) FOR VALUES FROM ('2025-01-01 00:00:00+00') TO (MAXVALUE) WITH (fillfactor = 70);
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE INDEX events_kind ON events (kind, happened_at DESC);
CREATE INDEX events_2025_data ON events_2025 USING gin (data);
COMMENT ON TABLE events_2025 IS 'This year';
COMMENT ON INDEX events_kind IS 'For the dashboard';
CREATE TRIGGER events_audit AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION audit_rows();
CREATE TABLE event_notes (id serial PRIMARY KEY, event_id bigint, event_at timestamptz, event_kind text, note text, FOREIGN KEY (event_id, event_at, event_kind) REFERENCES events ON DELETE CASCADE);
CREATE TABLE carts (token uuid NOT NULL DEFAULT uuid_generate_v4(), items jsonb, PRIMARY KEY (token)) PARTITION BY HASH (token);
CREATE TABLE carts_0 PARTITION OF carts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE carts_1 PARTITION OF carts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE UNLOGGED TABLE carts_archive (token uuid, items jsonb);
CREATE TABLE stock (warehouse text COLLATE "C" NOT NULL, product_id bigint NOT NULL, amount integer NOT NULL) PARTITION BY LIST (warehouse);
CREATE TABLE stock_attached (product_id bigint NOT NULL, warehouse text COLLATE "C" NOT NULL, amount integer NOT NULL DEFAULT 0, CONSTRAINT stock_attached_amount CHECK (amount >= 0));
CREATE INDEX stock_attached_product ON stock_attached (product_id);
ALTER TABLE stock ATTACH PARTITION stock_attached FOR VALUES IN ('north', NULL);
CREATE INDEX stock_product ON stock (product_id);
ALTER TABLE stock ADD CONSTRAINT stock_products FOREIGN KEY (product_id) REFERENCES products;
ALTER TABLE stock ENABLE ROW LEVEL SECURITY;
CREATE POLICY stock_seen ON stock USING (warehouse = current_setting('app.warehouse', true));

-- Routines

CREATE FUNCTION orders_of(customer uuid, since timestamptz DEFAULT '2020-01-01 00:00:00+00') RETURNS TABLE (id bigint, total numeric) LANGUAGE sql STABLE ROWS 10 AS $$ SELECT id, total FROM orders WHERE customer_id = customer AND placed_at >= since $$;
CREATE FUNCTION line_total(l order_lines) RETURNS numeric LANGUAGE sql STABLE BEGIN ATOMIC SELECT (l).quantity * p.price FROM products p WHERE p.id = (l).product_id; END;
CREATE FUNCTION split(IN whole integer, OUT half integer, OUT rest integer) LANGUAGE plpgsql AS $$ BEGIN half := whole / 2; rest := whole % 2; END $$;
CREATE PROCEDURE cancel_order(which bigint, INOUT done boolean DEFAULT false) LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders SET status = 'cancelled' WHERE id = which;
  -- no commit here
  done := FOUND;
END $$;
COMMENT ON PROCEDURE cancel_order(bigint, boolean) IS 'Only before it is shipped';
CREATE FUNCTION add_money(a money_amount, b money_amount) RETURNS money_amount LANGUAGE sql IMMUTABLE AS $$ SELECT ROW(coalesce(a.amount, 0) + b.amount, b.currency)::money_amount $$;
CREATE OPERATOR + (LEFTARG = money_amount, RIGHTARG = money_amount, FUNCTION = add_money, COMMUTATOR = +);
COMMENT ON OPERATOR + (money_amount, money_amount) IS 'In one currency';
CREATE AGGREGATE sum_money(money_amount) (SFUNC = add_money, STYPE = money_amount, PARALLEL = SAFE);
COMMENT ON AGGREGATE sum_money(money_amount) IS 'In one currency';
CREATE AGGREGATE longest(text) (SFUNC = textcat, STYPE = text, INITCOND = '');
CREATE FUNCTION money_amount_text(money_amount) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1.amount || ' ' || $1.currency $$;
CREATE CAST (money_amount AS text) WITH FUNCTION money_amount_text(money_amount) AS ASSIGNMENT;
CREATE TEXT SEARCH CONFIGURATION shop_english (COPY = english);

-- Views

CREATE VIEW live_products AS SELECT id, sku, name, price, brand_id, deleted_at FROM products WHERE deleted_at IS NULL WITH LOCAL CHECK OPTION;
CREATE VIEW cheap_products AS SELECT * FROM live_products WHERE price < 10 WITH CASCADED CHECK OPTION;
COMMENT ON VIEW cheap_products IS 'For the sale';
COMMENT ON COLUMN cheap_products.price IS 'Under ten';
ALTER VIEW cheap_products ALTER COLUMN price SET DEFAULT 9.99;
CREATE VIEW "Order Summary" WITH (security_barrier, security_invoker = true) AS SELECT o.id AS "Order No", c.name AS "Customer", o.total, (SELECT count(*) FROM order_lines l WHERE l.order_id = o.id) AS lines FROM orders o JOIN customers c ON c.id = o.customer_id;
CREATE VIEW big_orders AS SELECT * FROM "Order Summary" s WHERE s.total > 1000;
CREATE RECURSIVE VIEW category_tree (id, name, level) AS SELECT id, name, 0 FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.id, c.name, t.level + 1 FROM categories c JOIN category_tree t ON t.id = c.parent_id;
CREATE FUNCTION insert_big_order() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER big_orders_insert INSTEAD OF INSERT ON big_orders FOR EACH ROW EXECUTE FUNCTION insert_big_order();
CREATE RULE no_delete AS ON DELETE TO products DO INSTEAD UPDATE products SET deleted_at = now() WHERE products.id = OLD.id;
CREATE RULE log_settings AS ON UPDATE TO settings WHERE OLD.data <> NEW.data DO ALSO INSERT INTO media ("File Name") VALUES ('settings');
COMMENT ON RULE no_delete ON products IS 'Rows stay';
CREATE MATERIALIZED VIEW sales_by_month AS SELECT date_trunc('month', placed_at) AS month, channel, sum(total) AS total FROM orders GROUP BY 1, 2;
CREATE UNIQUE INDEX sales_by_month_key ON sales_by_month (month, channel);
COMMENT ON MATERIALIZED VIEW sales_by_month IS 'Refreshed each night';
COMMENT ON COLUMN sales_by_month.total IS 'Gross';
COMMENT ON INDEX sales_by_month_key IS 'So that it can be refreshed concurrently';
CREATE MATERIALIZED VIEW best_months WITH (fillfactor = 90) AS SELECT month, total FROM sales_by_month WHERE total > 100000 WITH NO DATA;
CREATE VIEW best_month AS SELECT max(total) AS total FROM best_months;
CREATE FUNCTION top_month() RETURNS numeric LANGUAGE sql STABLE BEGIN ATOMIC SELECT total FROM best_month; END;

-- Who may see what

ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
ALTER TABLE customers FORCE ROW LEVEL SECURITY;
CREATE POLICY customers_own ON customers FOR ALL TO PUBLIC USING (id = current_setting('app.customer')::uuid) WITH CHECK (deleted_at IS NULL);
CREATE POLICY customers_live ON customers AS RESTRICTIVE FOR SELECT TO pg_read_all_data, pg_monitor USING (deleted_at IS NULL);
COMMENT ON POLICY customers_own ON customers IS 'Nobody else''s';
GRANT SELECT ON products, categories TO pg_monitor;
GRANT SELECT (id, name), UPDATE (name) ON customers TO pg_read_all_data;
GRANT USAGE ON SEQUENCE invoice_number TO pg_read_all_data WITH GRANT OPTION;
GRANT EXECUTE ON FUNCTION check_shipment() TO pg_monitor;
REVOKE ALL ON FUNCTION check_shipment() FROM PUBLIC;
REVOKE ALL ON PROCEDURE cancel_order FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO pg_read_all_data;

-- Functions that tables need and that name tables themselves, and names that go round in a circle

CREATE TABLE counters (name text PRIMARY KEY, n integer NOT NULL);
CREATE FUNCTION next_no() RETURNS integer LANGUAGE plpgsql AS $$ DECLARE found counters%ROWTYPE; BEGIN UPDATE counters SET n = n + 1 RETURNING * INTO found; RETURN found.n; END $$;
CREATE FUNCTION counted() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM counters $$;
CREATE TABLE tickets (no integer DEFAULT next_no(), counted bigint DEFAULT counted());
CREATE VIEW state AS SELECT name, n AS state_of FROM counters WHERE name IN ('a', 'b') AND name <> 'c = ANY (ARRAY[''x''::text, ''y''::text])';
CREATE FUNCTION state_of() RETURNS text LANGUAGE sql AS $$ SELECT name FROM state $$;
CREATE FUNCTION ping() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN pong(); END $$;
CREATE FUNCTION pong() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN ping(); END $$;
CREATE VIEW paid_by_others AS SELECT p.id, p.state IN ('OPEN', 'FAILED') AS open FROM payment p WHERE p.dtype NOT IN ('card', 'paypal') AND p.kind IN (0, 1);
CREATE TABLE meters (id bigserial, kind varchar(10) CHECK (kind IN ('a', 'b')), at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE meters_2024 PARTITION OF meters FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE DOMAIN weekday AS varchar(3) CHECK (VALUE IN ('mon', 'tue'));
CREATE FUNCTION paid_cards() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM payment WHERE state IN ('OPEN', 'CAPTURED'); END;
