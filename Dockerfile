# The mill as one image; every Airflow service of docker-compose.yaml runs it.
# Another registry or a mirror: --build-arg BASE=mirror.example/apache/airflow:3.3.2-python3.11
ARG BASE=apache/airflow:3.3.2-python3.11
FROM ${BASE}

# `sync` leaves exactly the lock: what the base image carries beyond it (providers nobody here uses) is taken away, so
# the image and a newcomer's .venv compute the same rows. Bytecode now, or every process pays for it at its start.
COPY requirements.txt /opt/newsmill/
RUN umask 0002 && uv pip sync --no-cache --require-hashes --compile-bytecode /opt/newsmill/requirements.txt

# Code belongs to root, so no task can change it. Writable are only the two folders that compose mounts volumes on (a
# new volume takes its owner from the folder). An airflow.cfg that is there, empty, lets Airflow start on a read-only
# file system: everything is set by environment.
COPY dags /opt/newsmill/dags
COPY plugins /opt/newsmill/plugins
COPY include /opt/newsmill/include
COPY seeds /opt/newsmill/seeds
COPY deploy /opt/newsmill/deploy
USER root
RUN chmod -R a+rX,go-w /opt/newsmill \
 && python -m compileall -q --invalidation-mode checked-hash /opt/newsmill \
 && install -d -o 50000 -g 0 -m 2775 /opt/newsmill/data /opt/airflow/logs \
 && install -o 50000 -g 0 -m 640 /dev/null /opt/airflow/airflow.cfg

ENV PYTHONPATH=/opt/newsmill \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/newsmill/dags \
    AIRFLOW__CORE__PLUGINS_FOLDER=/opt/newsmill/plugins \
    AIRFLOW__CORE__LOAD_EXAMPLES=false \
    GX_ANALYTICS_ENABLED=false \
    OMP_NUM_THREADS=1 \
    OPENBLAS_NUM_THREADS=1
WORKDIR /opt/newsmill
USER 50000
