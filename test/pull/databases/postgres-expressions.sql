CREATE TYPE mood AS ENUM ('sad','ok','happy');
CREATE TABLE a (
  id integer PRIMARY KEY,
  v varchar(20) CHECK (v IN ('a','b','c')),
  w varchar NOT NULL DEFAULT 'x' CHECK (w NOT IN ('q','r')),
  n integer CHECK (n BETWEEN 1 AND 10),
  r numeric(8,2) DEFAULT 0.5,
  r2 numeric DEFAULT 0.50,
  r3 double precision DEFAULT 1e10,
  r4 real DEFAULT -0.25,
  tags text[] DEFAULT ARRAY['a','b'],
  nums integer[] DEFAULT '{1,2}',
  none text[] DEFAULT '{}' NOT NULL,
  m mood DEFAULT 'ok',
  d date DEFAULT CURRENT_DATE,
  ts timestamptz DEFAULT now() + interval '1 day',
  iv interval DEFAULT '1 hour',
  j jsonb DEFAULT '{"a": [1, 2]}',
  c char(3) CHECK (c IN ('abc','def')),
  e text CHECK (e ~* '^[a-z]+$' AND length(e) < 10),
  CHECK (v IS NOT NULL OR (n > 3 AND n IS NOT NULL)),
  CHECK (CASE WHEN n > 1 THEN v = 'a' ELSE true END),
  CHECK (r::numeric > 0.00 AND (r + 1.50) < 100)
);
CREATE INDEX a_lower ON a (lower(v), (n + 1)) WHERE v IN ('a','b') AND n BETWEEN 2 AND 3;
CREATE INDEX a_expr ON a ((j ->> 'a'), (ts AT TIME ZONE 'UTC'));
CREATE VIEW av AS SELECT a.id, a.v, b.n, count(*) OVER (PARTITION BY a.v ORDER BY a.n DESC) AS c FROM a JOIN a b ON a.id = b.id WHERE a.v IN ('a','b') AND a.n BETWEEN 1 AND 5;
CREATE VIEW av2 AS WITH x AS (SELECT id, sum(n) s FROM a GROUP BY id HAVING sum(n) > 1) SELECT x.id, x.s, a.m FROM x LEFT JOIN a USING (id) ORDER BY x.s DESC NULLS LAST LIMIT 10;
CREATE VIEW av3 AS SELECT id FROM a UNION ALL SELECT n FROM a WHERE NOT EXISTS (SELECT 1 FROM a z WHERE z.id = a.n);
CREATE MATERIALIZED VIEW mv AS SELECT v, array_agg(n ORDER BY n) FILTER (WHERE n > 1) ns, EXTRACT(year FROM d) y, substring(v from 1 for 2) s, coalesce(w, 'z') z FROM a GROUP BY v, d, w;
CREATE VIEW jl AS SELECT a.id, k.key, k.value FROM a, LATERAL jsonb_each(a.j) k WHERE a.m = ANY (ARRAY['ok','happy']::mood[]);
CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT x + 1 $$;
CREATE VIEW fv AS SELECT f(n) AS g, a.* FROM a;

-- As a dump writes what is in the table above.
CREATE TABLE dumped (
  id integer PRIMARY KEY,
  v varchar(20),
  w varchar(9),
  CONSTRAINT dumped_v_check CHECK (((v)::text = ANY ((ARRAY['a'::character varying, 'it''s ::text'::character varying])::text[]))),
  CONSTRAINT dumped_w_check CHECK (((w)::text <> ALL (ARRAY[('a'::character varying)::text, ('it''s ::text'::character varying)::text])))
);
CREATE INDEX dumped_some ON dumped (id) WHERE ((v)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]));
