# Built and run as docs/container-check.md shows. The two bases differ in their tools only, so
# the environment made in the first works in the second.
ARG PYTHON=3.13
ARG DEBIAN=trixie

FROM docker.io/library/python:${PYTHON}-${DEBIAN} AS build
COPY requirements.lock /
# The environment itself has no pip: nothing can be installed into the running image. Debug
# symbols stay behind, with what only compilers, type checkers and colourers of code would read.
RUN python3 -m venv /pip \
    && python3 -m venv --without-pip /opt/recapbot \
    && /pip/bin/pip --python /opt/recapbot/bin/python install --no-cache-dir --no-compile \
        --require-hashes --only-binary :all: -r /requirements.lock \
    && find /opt/recapbot -name '*.so' -exec strip --strip-unneeded {} + \
    && find /opt/recapbot \( -name '*.py[xdi]' -o -name '*.px[di]' -o -name '*.[ch]' -o -name '*.dll' \
        -o -path '*/pygments/lexers/[a-z]*.py' \) -delete
COPY bot /app/bot
WORKDIR /app
# Importing every module leaves bytecode for what is used and for nothing else (Redis hardly ever is).
RUN /opt/recapbot/bin/python -c "import bot, importlib, pkgutil; \
    [importlib.import_module(m.name) for m in pkgutil.walk_packages(bot.__path__, 'bot.') \
    if not m.name.endswith('redis_turns')]"

FROM docker.io/library/python:${PYTHON}-slim-${DEBIAN}
ENV PATH=/opt/recapbot/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    RECAPBOT_DATA=/data \
    SQLITE_TMPDIR=/data
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
