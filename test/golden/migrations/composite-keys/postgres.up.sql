-- 0001_case: up for PostgreSQL
-- create table enrollments
-- create table grades
-- transaction: single

--> create table enrollments
CREATE TABLE enrollments (
  student_id integer  NOT NULL,
  course_id  integer  NOT NULL,
  grade      smallint,
  CONSTRAINT enrollments_pkey PRIMARY KEY (student_id, course_id)
);

--> create table grades
CREATE TABLE grades (
  id         bigint  NOT NULL GENERATED ALWAYS AS IDENTITY,
  student_id integer NOT NULL,
  course_id  integer NOT NULL,
  CONSTRAINT grades_pkey PRIMARY KEY (id),
  CONSTRAINT grades_student_id_course_id_fkey FOREIGN KEY (student_id, course_id) REFERENCES enrollments (student_id, course_id) ON UPDATE CASCADE ON DELETE CASCADE
);
