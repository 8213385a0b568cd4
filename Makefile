.DEFAULT_GOAL := help
COMPOSE ?= docker compose
VERSION := $(shell sed -n 's/^appVersion: "\(.*\)"/\1/p' deploy/helm/pressrun/Chart.yaml)
IMAGE ?= pressrun:$(VERSION)

.PHONY: help
help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: ## Build target/pressrun, without tests
	./mvnw -B -ntp -Dmaven.test.skip=true package

.PHONY: test
test: ## Build and run every test and check
	./mvnw -B -ntp verify

.PHONY: format
format: ## Format the sources (Maven must run on JDK 25)
	./mvnw -B -ntp spotless:apply

.PHONY: outdated
outdated: ## Show which libraries and plugins have newer versions
	@mkdir -p target && rm -f target/outdated.txt
	@./mvnw -q -B -ntp -Dversions.outputFile=target/outdated.txt -Dversions.outputLineWidth=100 \
	  versions:display-property-updates versions:display-plugin-updates
	@grep -e '->' target/outdated.txt || echo "Everything is at its newest."

.PHONY: demo
demo: ## Print the examples through an embedded broker, without Docker
	./mvnw -q -Pdemo

.PHONY: image
image: ## Build the container image
	docker build --build-arg VERSION=$(VERSION) --build-arg REVISION=$$(git rev-parse HEAD) -t $(IMAGE) .

.PHONY: up
up: ## Start Kafka, an S3 store and a worker
	PRESSRUN_IMAGE=$(IMAGE) $(COMPOSE) up --build --wait

.PHONY: down
down: ## Stop them and forget what they stored
	$(COMPOSE) down --volumes
