"""What the Airflow UI gains. A package, so that the page is one module under one name: plugins.newsmill_page."""
