-- 0010_add_xai_indexes: down for PostgreSQL
-- drop index explanations_method_created_at_idx from explanations
-- drop index explanations_experiment_id_signal_id_method_idx from explanations
-- proven on PostgreSQL 18.6 (PGlite): up, down, up again, with 80 rows in 16 tables
-- transaction: none

--> drop index explanations_method_created_at_idx while writers go on
DROP INDEX CONCURRENTLY IF EXISTS explanations_method_created_at_idx;

--> drop index explanations_experiment_id_signal_id_method_idx while writers go on
DROP INDEX CONCURRENTLY IF EXISTS explanations_experiment_id_signal_id_method_idx;
