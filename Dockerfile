# One image for every process that runs the project's code: code server, runs, and webserver and daemon as well.
#   docker build --tag crt-datasets:1.0.0 .
# For builds that can be repeated to the byte, give the base by its digest: --build-arg BASE=python@sha256:...
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS libraries
RUN python3 -m venv /opt/crt
# Every library in its locked version and by its hash; nothing is resolved, and no index is named.
COPY requirements-production.lock /build/
RUN /opt/crt/bin/pip install --no-cache-dir --no-deps --require-hashes --requirement /build/requirements-production.lock
COPY pyproject.toml README.md LICENSE /app/
COPY schemas /app/schemas
COPY pipelines /app/pipelines
RUN /opt/crt/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable /app

FROM ${BASE}
RUN groupadd --gid 10001 crt \
    && useradd --uid 10001 --gid crt --no-create-home --shell /usr/sbin/nologin crt \
    && install --directory --owner crt --group crt /data/outputs /opt/dagster/dagster_home
COPY --from=libraries /opt/crt /opt/crt
COPY --from=libraries /app /app
COPY seeds /app/seeds
COPY config/production /app/config/production
COPY --chown=10001:10001 config/production/dagster.yaml /opt/dagster/dagster_home/
ENV PATH=/opt/crt/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DAGSTER_HOME=/opt/dagster/dagster_home \
    DAGSTER_DISABLE_TELEMETRY=1 \
    CRT_SEEDS=/app/seeds \
    CRT_OUTPUTS=/data/outputs
WORKDIR /app
# By number, so that Kubernetes can see that it is not root.
USER 10001:10001
VOLUME /data/outputs
EXPOSE 4000
HEALTHCHECK --interval=20s --timeout=10s --start-period=60s CMD ["dagster", "api", "grpc-health-check", "--port", "4000"]
CMD ["dagster", "api", "grpc", "--module-name", "pipelines.definitions", "--host", "0.0.0.0", "--port", "4000"]
