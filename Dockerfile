# Built and run as docs/container-check.md shows. Both stages stand on one base, so that the
# environment made in the first works in the second.
ARG PYTHON=3.13-slim-trixie

FROM docker.io/library/python:${PYTHON} AS build
COPY requirements.lock /
# The environment itself has no pip: nothing can be installed into the running image.
RUN python3 -m venv /pip \
    && python3 -m venv --without-pip /opt/recapbot \
    && /pip/bin/pip --python /opt/recapbot/bin/python install --no-cache-dir --require-hashes \
        --only-binary :all: -r /requirements.lock
COPY bot /app/bot
RUN /opt/recapbot/bin/python -m compileall -q /app/bot

FROM docker.io/library/python:${PYTHON}
ENV PATH=/opt/recapbot/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    RECAPBOT_DATA=/data
COPY --from=build /opt/recapbot /opt/recapbot
COPY --from=build /app /app
COPY recaps /app/recaps
RUN install -d -o 10001 -g 10001 /data
WORKDIR /app
USER 10001:10001
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
