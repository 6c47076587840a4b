-- 0001_initial: up for PostgreSQL
-- create table user_sessions
-- create table datasets
-- create table causal_graphs
-- create table analysis_results
-- create table user_settings
-- transaction: single

--> create table user_sessions
CREATE TABLE user_sessions (
  id            uuid           NOT NULL DEFAULT gen_random_uuid(),
  session_token varchar(64)    NOT NULL,
  data          jsonb          NOT NULL DEFAULT '{}'::jsonb,
  last_seen_at  timestamptz(3) NOT NULL DEFAULT now(),
  expires_at    timestamptz(3),
  created_at    timestamptz(3) NOT NULL DEFAULT now(),
  updated_at    timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT user_sessions_pkey PRIMARY KEY (id),
  CONSTRAINT user_sessions_session_token_key UNIQUE (session_token)
);

--> comment on table user_sessions
COMMENT ON TABLE user_sessions IS 'One visit of a user, with whatever the pages must remember in between.';

--> create index user_sessions_expires_at_idx
CREATE INDEX user_sessions_expires_at_idx ON user_sessions (expires_at);

--> create table datasets
CREATE TABLE datasets (
  id              uuid           NOT NULL DEFAULT gen_random_uuid(),
  user_session_id uuid,
  name            varchar(255)   NOT NULL,
  file_path       text           NOT NULL,
  row_count       bigint         NOT NULL DEFAULT 0,
  column_names    text[]         NOT NULL DEFAULT '{}'::text[],
  checksum        bytea,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  updated_at      timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT datasets_pkey PRIMARY KEY (id),
  CONSTRAINT datasets_name_file_path_key UNIQUE (name, file_path),
  CONSTRAINT datasets_user_session_id_fkey FOREIGN KEY (user_session_id) REFERENCES user_sessions (id) ON DELETE SET NULL
);

--> comment on table datasets
COMMENT ON TABLE datasets IS 'What is known of an uploaded dataset; the data itself stays in its file.';

--> create index datasets_user_session_id_idx
CREATE INDEX datasets_user_session_id_idx ON datasets (user_session_id);

--> create table causal_graphs
CREATE TABLE causal_graphs (
  id         uuid           NOT NULL DEFAULT gen_random_uuid(),
  dataset_id uuid,
  parent_id  uuid,
  name       varchar(255)   NOT NULL,
  origin     text           NOT NULL DEFAULT 'discovered'
    CONSTRAINT causal_graphs_origin_type CHECK (origin IN ('discovered', 'refined', 'imported')),
  data       jsonb          NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT causal_graphs_pkey PRIMARY KEY (id),
  CONSTRAINT causal_graphs_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES datasets (id) ON DELETE CASCADE,
  CONSTRAINT causal_graphs_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES causal_graphs (id) ON DELETE SET NULL
);

--> comment on table causal_graphs
COMMENT ON TABLE causal_graphs IS 'A directed graph of causes and effects.';

--> create index causal_graphs_dataset_id_idx
CREATE INDEX causal_graphs_dataset_id_idx ON causal_graphs (dataset_id);

--> create index causal_graphs_parent_id_idx
CREATE INDEX causal_graphs_parent_id_idx ON causal_graphs (parent_id);

--> create table analysis_results
CREATE TABLE analysis_results (
  id              uuid             NOT NULL DEFAULT gen_random_uuid(),
  causal_graph_id uuid             NOT NULL,
  method          varchar(100)     NOT NULL,
  status          text             NOT NULL DEFAULT 'queued'
    CONSTRAINT analysis_results_status_type CHECK (status IN ('queued', 'running', 'done', 'failed')),
  effect          double precision,
  p_value         double precision,
  details         jsonb,
  finished_at     timestamptz(3),
  created_at      timestamptz(3)   NOT NULL DEFAULT now(),
  updated_at      timestamptz(3)   NOT NULL DEFAULT now(),
  CONSTRAINT analysis_results_pkey PRIMARY KEY (id),
  CONSTRAINT analysis_results_causal_graph_id_fkey FOREIGN KEY (causal_graph_id) REFERENCES causal_graphs (id) ON DELETE CASCADE
);

--> comment on table analysis_results
COMMENT ON TABLE analysis_results IS 'The outcome of one analysis of a graph.';

--> create index analysis_results_causal_graph_id_method_idx
CREATE INDEX analysis_results_causal_graph_id_method_idx ON analysis_results (causal_graph_id, method);

--> create table user_settings
CREATE TABLE user_settings (
  user_session_id uuid           NOT NULL,
  key             varchar(100)   NOT NULL,
  value           jsonb          NOT NULL,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  updated_at      timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT user_settings_pkey PRIMARY KEY (user_session_id, key),
  CONSTRAINT user_settings_user_session_id_fkey FOREIGN KEY (user_session_id) REFERENCES user_sessions (id) ON DELETE CASCADE
);

--> comment on table user_settings
COMMENT ON TABLE user_settings IS 'Preferences, one value a key.';

--> create function user_sessions_touch
CREATE FUNCTION user_sessions_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger user_sessions_touch
CREATE TRIGGER user_sessions_touch BEFORE UPDATE ON user_sessions
  FOR EACH ROW EXECUTE FUNCTION user_sessions_touch();

--> create function datasets_touch
CREATE FUNCTION datasets_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger datasets_touch
CREATE TRIGGER datasets_touch BEFORE UPDATE ON datasets
  FOR EACH ROW EXECUTE FUNCTION datasets_touch();

--> create function causal_graphs_touch
CREATE FUNCTION causal_graphs_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger causal_graphs_touch
CREATE TRIGGER causal_graphs_touch BEFORE UPDATE ON causal_graphs
  FOR EACH ROW EXECUTE FUNCTION causal_graphs_touch();

--> create function analysis_results_touch
CREATE FUNCTION analysis_results_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger analysis_results_touch
CREATE TRIGGER analysis_results_touch BEFORE UPDATE ON analysis_results
  FOR EACH ROW EXECUTE FUNCTION analysis_results_touch();

--> create function user_settings_touch
CREATE FUNCTION user_settings_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> create trigger user_settings_touch
CREATE TRIGGER user_settings_touch BEFORE UPDATE ON user_settings
  FOR EACH ROW EXECUTE FUNCTION user_settings_touch();
