-- 0001_case: up for PostgreSQL
-- create table customers
-- create table orders
-- create table lines
-- create table unrelated
-- transaction: single

--> create table customers
CREATE TABLE customers (
  id integer NOT NULL,
  CONSTRAINT customers_pkey PRIMARY KEY (id)
);

--> create table orders
CREATE TABLE orders (
  id          integer NOT NULL,
  customer_id integer NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (id),
  CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id)
);

--> create table lines
CREATE TABLE lines (
  id       integer NOT NULL,
  order_id integer NOT NULL,
  CONSTRAINT lines_pkey PRIMARY KEY (id),
  CONSTRAINT lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE
);

--> create table unrelated
CREATE TABLE unrelated (
  id integer NOT NULL,
  CONSTRAINT unrelated_pkey PRIMARY KEY (id)
);
