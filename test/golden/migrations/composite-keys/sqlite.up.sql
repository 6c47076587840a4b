-- 0001_case: up for SQLite
-- create table enrollments
-- create table grades
-- transaction: single

--> create table enrollments
CREATE TABLE enrollments (
  student_id INTEGER NOT NULL
    CONSTRAINT enrollments_student_id_type CHECK (student_id BETWEEN -2147483648 AND 2147483647 AND typeof(student_id) <> 'real'),
  course_id  INTEGER NOT NULL
    CONSTRAINT enrollments_course_id_type CHECK (course_id BETWEEN -2147483648 AND 2147483647 AND typeof(course_id) <> 'real'),
  grade      INTEGER
    CONSTRAINT enrollments_grade_type CHECK (grade BETWEEN -32768 AND 32767 AND typeof(grade) <> 'real'),
  CONSTRAINT enrollments_pkey PRIMARY KEY (student_id, course_id)
);

--> create table grades
CREATE TABLE grades (
  id         INTEGER NOT NULL CONSTRAINT grades_pkey PRIMARY KEY AUTOINCREMENT,
  student_id INTEGER NOT NULL
    CONSTRAINT grades_student_id_type CHECK (student_id BETWEEN -2147483648 AND 2147483647 AND typeof(student_id) <> 'real'),
  course_id  INTEGER NOT NULL
    CONSTRAINT grades_course_id_type CHECK (course_id BETWEEN -2147483648 AND 2147483647 AND typeof(course_id) <> 'real'),
  CONSTRAINT grades_student_id_course_id_fkey FOREIGN KEY (student_id, course_id) REFERENCES enrollments (student_id, course_id) ON UPDATE CASCADE ON DELETE CASCADE
);
