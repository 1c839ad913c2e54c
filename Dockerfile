# The companion alone. The game is built and published from a working copy, not from here.
FROM oven/bun:1.4.5 AS packages
WORKDIR /app
COPY package.json bun.lock bunfig.toml ./
RUN bun install --frozen-lockfile --production --ignore-scripts

FROM oven/bun:1.4.5
WORKDIR /app
ENV NODE_ENV=production
ENV DATABASE_URL=file:/data/purser.sqlite
ENV BACKUP_DIR=/backups
ENV PORT=3000
COPY --from=packages /app/node_modules ./node_modules
COPY package.json bunfig.toml LICENSE NOTICE.md ./
COPY shared ./shared
COPY companion ./companion
# Volumes take over the owner of the folder they are mounted on when they are new.
RUN mkdir /data /backups && chown bun:bun /data /backups
USER bun
VOLUME ["/data", "/backups"]
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
	CMD ["bun", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# So that `docker run … purser verify` works too.
ENTRYPOINT ["bun", "companion/main.ts"]
