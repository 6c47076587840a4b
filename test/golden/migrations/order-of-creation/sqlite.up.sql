-- 0001_case: up for SQLite
-- create table customers
-- create table orders
-- create table lines
-- create table unrelated
-- transaction: single

--> create table customers
CREATE TABLE customers (
  id INTEGER NOT NULL
    CONSTRAINT customers_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  CONSTRAINT customers_pkey PRIMARY KEY (id)
);

--> create table orders
CREATE TABLE orders (
  id          INTEGER NOT NULL
    CONSTRAINT orders_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  customer_id INTEGER NOT NULL
    CONSTRAINT orders_customer_id_type CHECK (customer_id BETWEEN -2147483648 AND 2147483647 AND typeof(customer_id) <> 'real'),
  CONSTRAINT orders_pkey PRIMARY KEY (id),
  CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id)
);

--> create table lines
CREATE TABLE lines (
  id       INTEGER NOT NULL
    CONSTRAINT lines_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  order_id INTEGER NOT NULL
    CONSTRAINT lines_order_id_type CHECK (order_id BETWEEN -2147483648 AND 2147483647 AND typeof(order_id) <> 'real'),
  CONSTRAINT lines_pkey PRIMARY KEY (id),
  CONSTRAINT lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE
);

--> create table unrelated
CREATE TABLE unrelated (
  id INTEGER NOT NULL
    CONSTRAINT unrelated_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  CONSTRAINT unrelated_pkey PRIMARY KEY (id)
);
