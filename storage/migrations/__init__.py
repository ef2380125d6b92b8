"""Alembic's migrations, shipped with the package. HEAD is here so that a start need not import Alembic."""

HEAD = "0006"
