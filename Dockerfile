# One image for every component of a lab: the published package, compiled, without development dependencies.
# `ptalab image` lays out what is copied here, in a folder of its own, and calls the build; nothing is fetched while building.
ARG BASE=node:24-bookworm-slim

FROM ${BASE} AS package
LABEL org.ptalab.stage=package
COPY app /app
# What npm has put beside the package, where it was installed; nothing in a checkout.
COPY node_modules /node_modules
# Compiled code of what the programs load, made by the very Node and user that will read it.
RUN ["node", "-e", "fs.mkdirSync('/app/.compiled'); fs.chownSync('/app/.compiled', 1000, 1000)"]
USER 1000:1000
ENV NODE_COMPILE_CACHE=/app/.compiled
RUN ["node", "/app/dist/lab/entry/warm.js"]

FROM ${BASE}
COPY --from=package /app /app
COPY --from=package /node_modules /node_modules
ENV NODE_ENV=production NODE_COMPILE_CACHE=/app/.compiled
WORKDIR /app
USER 1000:1000
# A look at a file; the entry leaves it when its program says that it is ready.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD test -e /tmp/ptalab/ready
ENTRYPOINT ["node", "/app/dist/lab/entry/main.js"]
CMD ["--help"]
