"""The clock's work. APScheduler beats the time; what there is to do stands in the database."""
