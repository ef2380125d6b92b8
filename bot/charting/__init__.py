"""From what is stored to what a chart shows, in the language of whoever looks, and in words as well."""
