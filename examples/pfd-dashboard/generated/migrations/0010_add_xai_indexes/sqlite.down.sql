-- 0010_add_xai_indexes: down for SQLite
-- drop index explanations_method_created_at_idx from explanations
-- drop index explanations_experiment_id_signal_id_method_idx from explanations
-- proven on SQLite 3.53.2: up, down, up again, with 80 rows in 16 tables
-- transaction: single

--> drop index explanations_experiment_id_signal_id_method_idx
DROP INDEX explanations_experiment_id_signal_id_method_idx;

--> drop index explanations_method_created_at_idx
DROP INDEX explanations_method_created_at_idx;
